"""One call of an operation: its attempts, the waits between them, rate limits and logs."""
