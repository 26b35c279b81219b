from odoo import api, models
from odoo.tools import SQL
from odoo.tools.sql import create_index, index_exists


class HotelTextIndex(models.AbstractModel):
    """Finding texts by a part of two characters or more, in every script and on every database.

    PostgreSQL's trigrams need three characters, and know none of Chinese at all where the database's locale is C; a Chinese
    name has two or three. These indexes hold the pairs of neighbouring characters instead.
    """

    _name = "hotel.text.index"
    _description = "Search in Texts"

    def init(self):
        """Make the function whose results are indexed; it must not change once indexes hold them, give another one another name."""
        super().init()
        self.env.cr.execute("""
            CREATE OR REPLACE FUNCTION hotel_pairs(text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
                SELECT COALESCE(array_agg(DISTINCT substr(t, i, 2)), '{}')
                  FROM (SELECT lower($1)) AS lowered(t), generate_series(1, length(t) - 1) AS i
            $$
        """)

    @api.model
    def _make(self, name, table, *columns):
        """Make the index `name` over the texts of `columns` together, unless it is there."""
        if not index_exists(self.env.cr, name):
            create_index(self.env.cr, name, table, [f"hotel_pairs({_together(columns)})"], method="gin")

    @api.model
    def _all_stand_in(self, words, *columns):
        """Return the condition (SQL) that each word stands in one of `columns`, as they are indexed together; % and _ are plain.

        Words of one character are looked for among what the others find.

        :param columns: names, with the table's alias where there is one: "p.name"
        """
        conditions = []
        for word in words:
            pattern = "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
            if len(word) > 1:
                conditions.append(SQL("hotel_pairs(%s) @> hotel_pairs(%s)", SQL(_together(columns)), word))
            conditions.append(SQL("(%s)", SQL(" OR ").join(SQL("%s ILIKE %s", SQL(column), pattern) for column in columns)))
        return SQL("(%s)", SQL(" AND ").join(conditions) if conditions else SQL("TRUE"))


def _together(columns):
    """Return the SQL of columns in one text, a line each, so that no pair reaches over two of them."""
    return " || E'\\n' || ".join(f"COALESCE({column}, '')" for column in columns)
