def migrate(cr, version):
    """Check points get a name in each language: the index on the name as it was would not let the column change."""
    cr.execute("DROP INDEX IF EXISTS hotel_event_checkpoint_unique_name")
