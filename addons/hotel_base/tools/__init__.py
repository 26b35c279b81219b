from .short_cursor import short_transaction
