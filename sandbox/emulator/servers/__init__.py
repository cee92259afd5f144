"""Real servers behind the endpoints of databases and caches: PostgreSQL and Valkey as processes of this machine.

Without `--servers` there are none, and the endpoints are names where no server listens.
"""
