from odoo.tests import TransactionCase, tagged
from odoo.tools import SQL


@tagged("post_install", "-at_install")
class TestHotelTextIndex(TransactionCase):
    """L2: names are found by a part of two characters, Chinese ones too."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.cr.execute("CREATE TEMPORARY TABLE hotel_text_test (id serial, name varchar, firm varchar)")
        cls.env.cr.execute("""
            INSERT INTO hotel_text_test (name, firm) VALUES
                ('王伟', 'Cedar_Print 100% Ltd.'), ('王伟民', NULL), (NULL, '伟王贸易'), ('Anna Ö', '西湖'), ('a\\b', NULL)
        """)
        cls.index = cls.env["hotel.text.index"]
        cls.index._make("hotel_text_test_pairs", "hotel_text_test", "name", "firm")
        # As good as empty, the table would be read as a whole.
        cls.env.cr.execute("SET LOCAL enable_seqscan = off")

    def find(self, *words):
        where = self.index._all_stand_in(words, "name", "firm")
        return [name or firm for name, firm in self.env.execute_query(SQL("SELECT name, firm FROM hotel_text_test WHERE %s ORDER BY id", where))]

    def test_every_word_stands_in_one_of_the_columns(self):
        """L2: two characters are enough, in capitals or not; several words narrow; % and _ are what they are."""
        for words, found in (
            (["王伟"], ["王伟", "王伟民"]),
            (["伟民"], ["王伟民"]),
            (["伟王"], ["伟王贸易"]),
            (["cedar", "王"], ["王伟"]),
            (["CEDAR_p"], ["王伟"]),
            (["0% L"], ["王伟"]),
            (["na", "西湖"], ["Anna Ö"]),
            (["a\\b"], ["a\\b"]),
            (["cedarXp"], []),
            (["王民"], []),
            # The last character of one column and the first of the next are no pair.
            (["伟C"], []),
            ([], ["王伟", "王伟民", "伟王贸易", "Anna Ö", "a\\b"]),
        ):
            with self.subTest(words=words):
                self.assertEqual(self.find(*words), found)

    def test_the_index_is_used_for_two_chinese_characters(self):
        """L2: no trigram has two characters, and in a database whose locale is C none is Chinese: pairs are."""
        where = self.index._all_stand_in(["王伟"], "name", "firm")
        plan = "\n".join(line for (line,) in self.env.execute_query(SQL("EXPLAIN SELECT * FROM hotel_text_test WHERE %s", where)))
        self.assertIn("hotel_text_test_pairs", plan)
