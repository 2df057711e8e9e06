"""Wait until rules are active or a job has finished."""
