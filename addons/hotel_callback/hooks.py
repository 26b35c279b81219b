def pre_init_hook(env):
    """Cases of the library are found by similar text, which needs this extension (trusted since PostgreSQL 13)."""
    env.cr.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
