"""What several tests need: servers with faults, clients, drawn values, tables of cases."""
