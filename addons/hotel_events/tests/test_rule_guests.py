from datetime import datetime, timedelta

from odoo.tests import BaseCase, tagged

from ..rules import guest_contact, guest_list, guest_reply, guest_scan, guest_seating

NOW = datetime(2026, 3, 10, 18)


@tagged("post_install", "-at_install")
class TestRuleGuests(BaseCase):
    def test_phone_numbers_come_to_one_form(self):
        """H10: mobiles, fixed lines and numbers from abroad, however they are written; what is none is none."""
        table = (
            ("138 0000 1111", "+8613800001111"),
            ("+86 138-0000-1111", "+8613800001111"),
            ("0086 13800001111", "+8613800001111"),
            ("8613800001111", "+8613800001111"),
            ("１３８００００１１１１", "+8613800001111"),
            ("025-8455 1002", "+862584551002"),
            ("010 6552 9988", "+861065529988"),
            ("(0571) 8765 4321", "+8657187654321"),
            ("(0571) 876 5432", None),  # Hangzhou has eight digits, Lhasa seven
            ("(0891) 633 2211", "+868916332211"),
            ("400-820-8820", "+864008208820"),
            ("+86 (0)25 8455 1002", "+862584551002"),
            ("+44 20 7946 0958", "+442079460958"),
            ("12800001111", None),
            ("1380000111", None),
            ("138000011112", None),
            ("+86 138", None),
            ("call me", None),
            ("", None),
            ("+", None),
            ("13800001111 ext 5", None),
            ("+123", None),
            ("9" * 40, None),
        )
        for text, expected in table:
            with self.subTest(text=text):
                self.assertEqual(guest_contact.phone(text), expected)
        self.assertEqual(guest_contact.phone("030 1234567", region="DE"), "+49301234567")

    def test_e_mail_addresses_come_to_one_form(self):
        """H10: lower case; what no server would take is none."""
        table = (
            (" Li.Na@Example.COM ", "li.na@example.com"),
            ("a@b.cn", "a@b.cn"),
            ("王@例子.中国", "王@例子.中国"),
            ("a@b", None),
            ("a b@c.cn", None),
            ("a@b..cn", None),
            ("a@@b.cn", None),
            ("a@b.cn, c@d.cn", None),
            ("a@1.2.3.4", None),
            (f"{'a' * 250}@b.cn", None),
            (None, None),
        )
        for text, expected in table:
            with self.subTest(text=text):
                self.assertEqual(guest_contact.email(text), expected)

    def test_columns_are_found_in_both_languages(self):
        """H10: by their names; a first row without a name column is a guest already."""
        found, unknown = guest_list.find_columns(["序号", "姓名 *", "Company / 单位", "", "手机号"])
        self.assertEqual((found, unknown), ({"name": 1, "firm": 2, "phone": 4}, ["序号"]))
        self.assertEqual(guest_list.find_columns(["Li Na", "Yunfan", "13800001111"]), ({}, []))

    def _check(self, *rows, known=None):
        lines = [(line, row) for line, row in enumerate(rows, 2)]
        return guest_list.check(lines, known or guest_list.Known({}, {}, {}, {"t1": 7}, {7: 3}))

    def test_every_fault_of_every_row_is_told(self):
        """H10: with line, column and value, all at once."""
        guests, faults = self._check(
            {"name": "Li Na", "phone": "13800001111", "email": "li@example.com", "companions": "2", "table": "T1", "language": "中文"},
            {"name": "", "phone": "12", "email": "x", "companions": "-1", "table": "T9", "language": "klingon"},
            {"name": "n" * 81},
            {"name": "Wu", "table": "t1"},
        )
        self.assertEqual([line for line, _values in guests], [2])
        values = guests[0][1]
        self.assertEqual((values["companions"], values["table"], values["language"]), (2, 7, "zh_CN"))
        self.assertEqual(
            [(fault.line, fault.column, fault.code) for fault in faults],
            [
                (3, "name", "name_missing"),
                (3, "phone", "phone"),
                (3, "email", "email"),
                (3, "companions", "companions"),
                (3, "table", "table"),
                (3, "language", "language"),
                (4, "name", "long"),
                (5, "table", "full"),
            ],
        )

    def test_a_guest_stands_once_in_the_list_and_once_at_the_event(self):
        """H10: by phone, e-mail, or name and firm, in whatever writing."""
        known = guest_list.Known({"+8613800009999": "Old Wang"}, {"zhou@example.com": "Zhou"}, {("chen", "a"): "Chen"}, {}, {})
        guests, faults = self._check(
            {"name": "Li Na", "firm": "Yunfan", "phone": "13800001111"},
            {"name": "Lina", "phone": "+86 138 0000 1111"},
            {"name": "LI  NA", "firm": "yunfan"},
            {"name": "Wang", "phone": "138-0000-9999"},
            {"name": "Z", "email": "Zhou@Example.com"},
            {"name": "Chen", "firm": "A"},
            {"name": "Chen", "firm": "B"},
            known=known,
        )
        self.assertEqual([line for line, _values in guests], [2, 8])
        self.assertEqual(
            [(fault.line, fault.code, fault.params) for fault in faults],
            [
                (3, "twice", {"line": 2}),
                (4, "twice", {"line": 2}),
                (5, "invited", {"guest": "Old Wang"}),
                (6, "invited", {"guest": "Zhou"}),
                (7, "invited", {"guest": "Chen"}),
            ],
        )

    def test_firms_sit_together_and_no_table_is_over_full(self):
        """H10: the tightest table that takes a firm; a party is never split; who has no seat is named."""
        guests = [("a1", 1, "A"), ("a2", 2, "A"), ("b1", 4, "B"), ("c1", 5, "C"), ("d1", 1, None), ("e1", 9, "E")]
        seated, left = guest_seating.seat(guests, [("T1", 4), ("T2", 5), ("T3", 4)])
        self.assertEqual(seated, {"c1": "T2", "b1": "T1", "a1": "T3", "a2": "T3", "d1": "T3"})
        self.assertEqual(left, ["e1"])
        seated, left = guest_seating.seat([(number, 1, "A") for number in range(7)], [("T1", 4), ("T2", 2)])
        self.assertEqual((list(seated.values()).count("T1"), list(seated.values()).count("T2"), len(left)), (4, 2, 1))
        self.assertEqual(guest_seating.seat([("a", 1, "A")], []), ({}, ["a"]))

    def test_a_phone_is_told_one_of_five_things(self):
        """H10: table of verdicts."""
        table = (
            ({"found": False}, "unknown"),
            ({"found": True, "here": False}, "elsewhere"),
            ({"found": True, "cancelled": True}, "cancelled"),
            ({"found": True, "mine": True}, "in"),
            ({"found": True, "mine": False}, "already"),
        )
        for values, expected in table:
            with self.subTest(expected=expected):
                self.assertEqual(guest_scan.verdict(**values), expected)
                self.assertIn(expected, guest_scan.COLOURS)

    def test_a_scan_has_the_time_of_the_phone_unless_its_clock_is_wrong(self):
        """H10: ahead of now or days before the event means now."""
        for told, expected in (
            (None, NOW),
            (NOW - timedelta(minutes=40), NOW - timedelta(minutes=40)),
            (NOW + timedelta(hours=1), NOW),
            (NOW - timedelta(days=9), NOW),
        ):
            with self.subTest(told=told):
                self.assertEqual(guest_scan.moment(told, NOW, NOW - timedelta(hours=1)), expected)

    def test_what_a_guest_may_answer(self):
        """H10: coming or not, so many companions, a short text; ten answers an hour; until the event ends."""
        self.assertEqual(guest_reply.faults("coming", "2", "no nuts", 2), [])
        for values, expected in (
            (("maybe", "0", "", 2), ["reply"]),
            (("coming", "3", "", 2), ["companions"]),
            (("coming", "-1", "", 2), ["companions"]),
            (("coming", "²", "", 2), ["companions"]),
            (("coming", "", "", 2), ["companions"]),
            (("declined", "0", "x" * 201, 2), ["diet"]),
            (("declined", "x", "<b>", 2), ["companions", "diet"]),
        ):
            with self.subTest(values=values):
                self.assertEqual(guest_reply.faults(*values), expected)
        self.assertTrue(guest_reply.too_often(10, NOW - timedelta(minutes=59), NOW))
        self.assertFalse(guest_reply.too_often(10, NOW - timedelta(minutes=61), NOW))
        self.assertFalse(guest_reply.too_often(9, NOW, NOW))
        self.assertFalse(guest_reply.too_often(0, None, NOW))
        self.assertFalse(guest_reply.open_for_reply(NOW, NOW))
        self.assertTrue(guest_reply.open_for_reply(NOW + timedelta(seconds=1), NOW))
