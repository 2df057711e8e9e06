"""The service's protocol, driven by botocore's own model."""
