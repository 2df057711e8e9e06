"""All that knows botocore: clients, endpoints, responses, errors."""
