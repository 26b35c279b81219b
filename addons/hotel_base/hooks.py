def pre_init_hook(env):
    """Room bookings exclude each other over an id and a range of time, which needs this extension (trusted since PostgreSQL 13)."""
    env.cr.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
