from datetime import timedelta

from dateutil.relativedelta import relativedelta
from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from .guest_case import BEGIN, END, NOW, GuestCase


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestEventGuests(GuestCase):
    def test_nobody_sits_at_a_full_table(self):
        """H10: companions count; the error names table, seats and persons; fewer seats than persons are refused, too."""
        self.li.hotel_companions = 2
        self.li.hotel_table_id = self.table
        for guest, values in (
            (self.wang, {"hotel_table_id": self.table.id}),
            (self.li, {"hotel_companions": 3}),
            (self.table, {"seats": 2}),
        ):
            with self.subTest(values=values), self.assertRaises(ValidationError) as raised:
                guest.with_user(self.sales).write(values)
            self.assertIn("T1", str(raised.exception))
        with self.assertRaises(ValidationError):
            self.env["event.registration"].create({"event_id": self.event.id, "name": "X", "hotel_table_id": self.table.id})
        self.li.hotel_reply = "declined"
        self.wang.hotel_table_id = self.table
        self.assertEqual((self.table.taken, self.table.free), (1, 2))
        self.wang.action_cancel()
        self.assertEqual((self.table.taken, self.wang.hotel_table_id), (0, self.table), "who is withdrawn takes no seat")
        self.wang.action_confirm()
        other = self.event.copy({"name": "Other"})
        with self.assertRaises(ValidationError):
            self.zhou.hotel_table_id = other.hotel_table_ids[0]
        with self.assertRaises(ValidationError):
            self.table.event_id = other

    def test_tables_are_filled_by_themselves(self):
        """H10: a firm together, companions with their guest; who has no seat is counted."""
        with self.assertRaises(UserError):
            self.event.copy({"name": "Bare", "hotel_table_ids": False}).action_hotel_fill_tables()
        extra = self.env["event.registration"].create({"event_id": self.event.id, "name": "Xu", "hotel_companions": 5, "company_name": "Big"})
        declined = self.env["event.registration"].create({"event_id": self.event.id, "name": "Gu"})
        declined.hotel_reply = "declined"
        with self.assertRaises(AccessError):
            self.event.with_user(self.door_user).action_hotel_fill_tables()
        self.zhou.hotel_table_id = self.small
        answer = self.event.with_user(self.sales).action_hotel_fill_tables()
        self.assertEqual((self.zhou.hotel_table_id, declined.hotel_table_id.id), (self.small, False))
        self.assertEqual(self.li.hotel_table_id, self.wang.hotel_table_id)
        guests = self.env["event.registration"].search(self.event.action_hotel_seating()["domain"])
        self.assertEqual(guests, self.guests | extra)
        self.assertEqual(self.event._hotel_get_badge_guests(), self.li | self.wang | self.zhou | extra if self.li.hotel_table_id else self.guests)
        self.assertTrue(self.zhou.hotel_table_id)
        self.assertFalse(extra.hotel_table_id)
        self.assertEqual(answer["params"]["type"], "warning")
        self.assertEqual(self.event.hotel_unseated_count, 6)

    def test_the_seating_screen_shows_every_table(self):
        """H10: the empty ones, too, to drop guests on."""
        self.li.hotel_table_id = self.table
        groups = self.env["event.registration"].with_context(hotel_event_id=self.event.id, read_group_expand=True).formatted_read_group(
            [("event_id", "=", self.event.id)], ["hotel_table_id"], ["__count"]
        )
        self.assertLessEqual(set((self.table + self.small).ids), {group["hotel_table_id"] and group["hotel_table_id"][0] for group in groups})

    def test_each_guest_has_a_code_and_a_key_that_nobody_chooses(self):
        """H10: over RPC they are neither written nor given; a salesperson cannot copy another guest's code."""
        guests = self.env["event.registration"].with_user(self.sales)
        for values in (
            {"barcode": self.wang.barcode},
            {"hotel_token": "x" * 32},
            {"hotel_invitation": "sent"},
            {"hotel_walk_in": True},
            {"hotel_phone_key": "+8613900000000"},
            {"hotel_anonymised_at": NOW},
        ):
            with self.subTest(values=values):
                with self.assertRaises(UserError):
                    guests.create({"event_id": self.event.id, "name": "X", **values})
                with self.assertRaises(UserError):
                    self.li.with_user(self.sales).write(values)
        self.assertEqual(len({guest.barcode for guest in self.guests} | {guest.hotel_token for guest in self.guests}), 6)
        self.assertTrue(all(len(guest.hotel_token) == 32 for guest in self.guests))
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError), self.env.cr.savepoint():
            self.env.cr.execute(SQL("UPDATE event_registration SET hotel_token = %s WHERE id = %s", self.li.hotel_token, self.wang.id))
        token = self.li.hotel_token
        self.li.sudo()._compute_hotel_token()
        self.assertEqual(self.li.hotel_token, token)
        copied = self.li.copy()
        self.assertNotIn(copied.hotel_token, (False, self.li.hotel_token))

    def test_an_invitation_goes_out_once_in_the_guests_language(self):
        """H10: with the own link and code; who has no address or declined gets none; the others are told."""
        self.env["res.lang"]._activate_lang("zh_CN")
        self.li.hotel_lang = "zh_CN"
        self.wang.hotel_reply = "declined"
        answer = self.guests.with_user(self.sales).action_hotel_invite()
        self.assertEqual(answer["params"]["type"], "warning")
        self.assertEqual(self.guests.mapped("hotel_invitation"), ["queued", "none", "none"])
        self.li._hotel_send_invitations()
        mail = self.env["mail.mail"].sudo().search([("model", "=", "event.registration"), ("res_id", "=", self.li.id)])
        self.assertEqual((len(mail), mail.email_to), (1, "li.na@example.com"))
        self.assertIn(f"/event/reply/{self.li.hotel_token}", mail.body_html)
        self.assertIn(self.li.barcode, mail.body_html)
        self.assertEqual((self.li.hotel_invitation, self.li.hotel_invited_at), ("sent", NOW))
        with self.assertRaises(UserError):
            self.zhou.with_user(self.sales).action_hotel_invite()
        with freeze_time(END + timedelta(minutes=1)), self.assertRaises(UserError):
            self.li.with_user(self.sales).action_hotel_invite()
        for work in (self.li.with_user(self.door_user).action_hotel_invite, self.li.with_user(self.door_user).action_hotel_handed_over):
            with self.assertRaises(AccessError):
                work()

    def test_who_declines_while_invitations_wait_gets_none(self):
        """H10: nor who was withdrawn, has no address or whose event is over by then."""
        late = self.event.copy({"name": "Over", "date_begin": NOW - timedelta(days=2), "date_end": NOW - timedelta(days=1)})
        missed, withdrawn = self.env["event.registration"].create(
            [{"event_id": event.id, "name": "Hu", "email": "hu@example.com"} for event in (late, self.event)]
        )
        withdrawn.action_cancel()
        self.wang.hotel_reply = "declined"
        guests = self.guests | missed | withdrawn
        guests.sudo().hotel_invitation = "queued"
        guests._hotel_send_invitations()
        self.assertEqual(guests.mapped("hotel_invitation"), ["sent", "none", "none", "none", "none"])
        mails = self.env["mail.mail"].sudo().search([("model", "=", "event.registration"), ("res_id", "in", guests.ids)])
        self.assertEqual(mails.mapped("res_id"), self.li.ids)

    def test_the_cron_sends_what_waits(self):
        """H10: in batches, each committed."""
        self.guests[:2].with_user(self.sales).action_hotel_invite()
        with self.enter_registry_test_mode():
            self.env.ref("hotel_events.ir_cron_hotel_invite").method_direct_trigger()
        self.assertEqual(set(self.guests[:2].mapped("hotel_invitation")), {"sent"})

    def test_guests_of_a_cancelled_event_are_told_once(self):
        """H10, H15: who was invited or agreed, in their language; who has no address is called; nobody is invited any more."""
        self.env["res.lang"]._activate_lang("zh_CN")
        self.li.hotel_lang = "zh_CN"
        self.guests[:2].sudo().hotel_invitation = "sent"
        self.wang.hotel_reply = "declined"
        self.zhou.hotel_reply = "coming"
        guests = self.guests.with_user(self.sales)
        with self.assertRaisesRegex(UserError, "the event takes place"):
            guests.action_hotel_tell_off()
        self.event.kanban_state = "cancel"
        self.assertIn("2 guests were invited", self.event._hotel_cancelled("")[0])
        with self.assertRaisesRegex(UserError, "over or cancelled"):
            guests.action_hotel_invite()
        answer = guests.action_hotel_tell_off()
        self.assertEqual(answer["params"]["type"], "warning", "Zhou Min has to be called")
        with self.enter_registry_test_mode():
            self.env.ref("hotel_events.ir_cron_hotel_invite").method_direct_trigger()
        mail = self.env["mail.mail"].sudo().search([("model", "=", "event.registration"), ("res_id", "in", self.guests.ids)])
        self.assertEqual((mail.email_to, mail.subject[-13:]), ("li.na@example.com", "Spring dinner"))
        guests[2].action_hotel_told_off()
        self.assertEqual(self.guests.mapped("hotel_invitation"), ["off", "sent", "off"])
        with self.assertRaises(UserError):
            guests.action_hotel_tell_off()
        self.assertFalse(self.event._hotel_cancelled(""))

    def test_an_event_that_takes_place_after_all_tells_nobody_that_it_is_off(self):
        """H10: put back between the button and the sending."""
        self.li.sudo().hotel_invitation = "sent"
        self.event.kanban_state = "cancel"
        self.li.with_user(self.sales).action_hotel_tell_off()
        self.event.kanban_state = "normal"
        self.li._hotel_send_invitations()
        self.assertEqual(self.li.hotel_invitation, "sent")
        self.assertFalse(self.env["mail.mail"].sudo().search([("model", "=", "event.registration"), ("res_id", "=", self.li.id)]))

    def test_contact_data_is_deleted_months_after_the_event(self):
        """H10: phone, e-mail and diet, in the chatter's old values and sent invitations too; who was there remains."""
        self.li.hotel_diet = "no nuts"
        self.li.with_context(tracking_disable=False).write({"phone": "138 0000 9999", "email": "new@example.com"})
        self.flush_tracking()
        (self.li + self.wang)._hotel_send_invitations()
        self.scan(self.li)
        self.li.message_post(body="Came with a stick")
        elsewhere = self.env["mail.message"].sudo().create(
            {"model": "res.partner", "res_id": self.company.partner_id.id, "message_type": "email_outgoing", "body": "To a customer"}
        )
        elsewhere.flush_recordset()
        self.env.cr.execute(SQL("UPDATE mail_message SET res_id = %s WHERE id = %s", self.li.id, elsewhere.id))  # of the same number as a guest
        elsewhere.invalidate_recordset()
        self.zhou.write({"phone": "13800003333", "active": False})
        theirs = self.event.copy({"name": "Theirs", "company_id": self.sister.id, "hotel_door_user_ids": False, "user_id": False})
        foreign = self.env["event.registration"].create({"event_id": theirs.id, "name": "Xu", "phone": "13900003333"})
        later = self.env["event.registration"].create(
            {"event_id": self.event.copy({"name": "Later", "date_begin": END, "date_end": END + timedelta(days=9)}).id, "name": "Xu", "phone": "13900004444"}
        )
        kept = foreign.phone, later.phone
        self.sister.hotel_guest_retention_months = 0
        cron = self.env.ref("hotel_events.ir_cron_hotel_anonymise")
        self.company.hotel_guest_retention_months = 6
        with freeze_time(END + relativedelta(months=6)), self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.assertTrue(self.li.phone, "the last day still has it")
        before = self.env["mail.mail"].sudo().search_count([("model", "=", "event.registration")])
        self.wang.sudo()._hotel_anonymise()
        self.assertEqual(self.env["mail.mail"].sudo().search_count([("model", "=", "event.registration")]), before - 1, "others keep their letters")
        with freeze_time(END + relativedelta(months=6, seconds=1)), self.enter_registry_test_mode():
            cron.method_direct_trigger()
        guest = self.li
        self.assertEqual([guest[name] for name in ("phone", "email", "hotel_diet", "hotel_token", "hotel_phone_key", "hotel_email_key")], [False] * 6)
        self.assertEqual((guest.name, guest.company_name, guest.state, len(guest.hotel_scan_ids)), ("Li Na", "Yunfan", "done", 1))
        texts = str(guest.message_ids.sudo().tracking_value_ids.read(["old_value_char", "new_value_char"]))
        mails = self.env["mail.mail"].sudo().search([("res_id", "=", guest.id), ("model", "=", guest._name)])
        texts += str(guest.message_ids.sudo().mapped("body")) + str(mails.mapped("email_to"))
        for old in ("138 0000", "13800", "example.com"):
            self.assertNotIn(old, texts)
        self.assertEqual((self.zhou.phone, foreign.phone, later.phone), (False, *kept))
        self.assertIn("Came with a stick", str(guest.message_ids.mapped("body")))
        self.assertTrue(elsewhere.exists())
        self.company.hotel_guest_retention_months = 0
        new = self.env["event.registration"].create({"event_id": self.event.id, "name": "Xu", "phone": "13900005555"})
        with freeze_time(END + relativedelta(years=9)), self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.assertTrue(new.phone, "0 months: the hotel keeps them")

    def flush_tracking(self):
        self.env.flush_all()
        self.env.cr.flush()

    def test_a_kind_brings_its_check_points(self):
        """H10: once; an event that has some keeps its own."""
        kind = self.env["hotel.event.kind"].create({"name": "Gala", "checkpoint_ids": [(0, 0, {"name": "Red carpet", "kind": "door"})]})
        bare = self.event.copy({"name": "Bare", "hotel_checkpoint_ids": False})
        bare._hotel_apply_kind(kind)
        bare._hotel_apply_kind(kind)
        self.assertEqual(bare.hotel_checkpoint_ids.mapped("name"), ["Red carpet"])
        self.event._hotel_apply_kind(kind)
        self.assertEqual(self.event.hotel_checkpoint_ids, self.door + self.gift)

    def test_check_points_have_the_names_of_their_template_in_every_language(self):
        """H10, M4: at the door each phone shows them in its user's language; a name given to one event is its own."""
        self.env["res.lang"]._activate_lang("zh_CN")
        kind = self.env["hotel.event.kind"].create({"name": "Gala", "checkpoint_ids": [(0, 0, {"name": "Red carpet", "kind": "door"})]})
        kind.checkpoint_ids.with_context(lang="zh_CN").name = "红毯"
        bare = self.event.copy({"name": "Bare", "hotel_checkpoint_ids": False})
        bare.with_context(lang="zh_CN")._hotel_apply_kind(kind.with_context(lang="zh_CN"))
        point = bare.hotel_checkpoint_ids
        chinese = point.with_context(lang="zh_CN")
        self.assertEqual((point.name, chinese.name), ("Red carpet", "红毯"))
        self.assertEqual((point.display_name, chinese.display_name), (f"Red carpet - {bare.name}", f"红毯 - {bare.name}"))
        again = bare.copy().hotel_checkpoint_ids
        self.assertEqual((again.name, again.with_context(lang="zh_CN").name), ("Red carpet", "红毯"))
        point.name = "Main door"
        self.assertEqual((point.name, kind.checkpoint_ids.name), ("Main door", "Red carpet"))

    def test_moving_the_event_tells_that_guests_agreed_to_the_old_day(self):
        """H10: they have to be told."""
        self.assertFalse(any("agreed" in text for text in self.event._hotel_moved(timedelta(days=1))))
        self.li.hotel_reply = "coming"
        self.assertTrue(any("1 guests have agreed" in text for text in self.event._hotel_moved(timedelta(days=1))))

    def test_numbers_that_cannot_be_are_refused(self):
        """H10: negative companions, tables without seats, two check points of one name."""
        for record, values in (
            (self.li, {"hotel_companions": -1}),
            (self.event, {"hotel_companions_max": 10}),
            (self.table, {"seats": 0}),
            (self.gift, {"name": "door"}),
            (self.small, {"name": "t1"}),
            (self.company, {"hotel_guest_retention_months": -1}),
        ):
            with self.subTest(values=values), mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
                record.write(values)
                record.flush_recordset()

    def test_guests_are_seen_by_who_runs_events_alone(self):
        """H10, C7: no cashier, no door staff, no other hotel reads a guest, a table or a scan; nobody writes a scan."""
        self.scan(self.li)
        records = (self.li, self.table, self.li.hotel_scan_ids)
        for user in (self.users["cashier"], self.users["nobody"], self.users["auditor"], self.door_user, self.users["stranger"]):
            for record in records:
                with self.subTest(user=user.name, model=record._name), self.assertRaises(AccessError):
                    record.with_user(user).read(["display_name"])
        foreign = self._new_user("foreign_sales", "hotel_base.group_sales", self.sister)
        for record in records:
            self.assertFalse(record.with_user(foreign).with_context(allowed_company_ids=self.sister.ids).search([("id", "in", record.ids)]))
        with self.assertRaises(AccessError):
            self.env["hotel.event.scan"].with_user(self.users["manager"]).create({})
        self.assertEqual(self.door.with_user(self.door_user).name, "Door")
        self.assertFalse(self.env["hotel.event.checkpoint"].with_user(self.users["nobody"]).search([("event_id", "=", self.event.id)]))

    def test_the_live_figures_name_nobody(self):
        """H10: for the event's people; counted at the moment of asking."""
        self.li.write({"hotel_reply": "coming", "hotel_companions": 1})
        self.wang.hotel_reply = "declined"
        self.scan(self.li)
        figures = self.event.with_user(self.door_user).get_live_figures()
        self.assertEqual({name: figures[name] for name in ("guest", "coming", "declined", "silent", "arrived")},
                         {"guest": 3, "coming": 2, "declined": 1, "silent": 1, "arrived": 2})  # fmt: skip
        self.assertEqual(figures["points"][0]["passed"], 1)
        self.assertNotIn("Li Na", str(figures))
        self.event.user_id = self.users["auditor"]
        for user in (self.users["auditor"], self.sales, self.users["department_head"]):
            self.assertEqual(self.event.with_user(user).get_live_figures()["arrived"], 2)
        foreign = self._new_user("foreign_head", "hotel_base.group_department_head", self.sister)
        other = self.event.copy({"name": "Other"})
        gone = other.copy()
        gone.unlink()
        for event, user in ((self.event, self.users["cashier"]), (self.event, foreign), (self.event + other, self.sales), (gone, self.sales)):
            with self.subTest(event=event, user=user.name), self.assertRaises(AccessError):
                event.with_user(user).get_live_figures()
        other.sudo().company_id = False
        self.assertEqual(other.with_user(foreign).get_live_figures()["guest"], 0, "an event of the whole group")
        # Who is told of as silent has neither answered nor been entered as coming; who is off needs no table.
        self.wang.action_set_draft()
        self.zhou.action_confirm()
        self.event.invalidate_recordset()
        self.assertEqual((self.event.hotel_silent_count, self.event.hotel_declined_count, self.event.hotel_unseated_count), (0, 1, 4))
        self.wang.action_cancel()
        self.event.invalidate_recordset()
        self.assertEqual(self.event.hotel_unseated_count, 3)

    def test_answers_are_counted_by_the_hour(self):
        """H10: the hour begins with its first answer; who is there stays there; a fitting table is kept; nobody is found by an empty key."""
        def told(minutes, *answer):
            with freeze_time(NOW + timedelta(minutes=minutes)):
                self.assertTrue(self.li.sudo()._hotel_take_reply(*answer))
            return self.li.hotel_reply_count, self.li.hotel_reply_since

        self.assertEqual(told(0, "coming", 1, ""), (1, NOW))
        self.assertFalse(self.li.message_ids.filtered(lambda message: "no room" in message.body))
        self.li.hotel_table_id = self.table
        self.assertEqual(told(59, "coming", 2, ""), (2, NOW))
        self.assertEqual((self.li.hotel_table_id, self.table.free), (self.table, 0))
        self.assertEqual(told(60, "declined", 2, ""), (1, NOW + timedelta(hours=1)))
        self.assertEqual(self.li.hotel_companions, 0)
        self.scan(self.li)
        self.li.hotel_reply = "coming"
        self.assertEqual(self.li.state, "done")
        self.wang._hotel_anonymise()
        for key in (False, "", None, "x"):
            self.assertFalse(self.wang.browse()._hotel_find_by_token(key))
        self.wang.hotel_reply = "declined"
        self.assertFalse(self.wang.hotel_replied_at)

    def test_a_number_without_a_country_is_of_the_events_country(self):
        """H10: the place's, else the hotel's."""
        keys = []
        for place, house, number in (
            (False, "base.cn", "020 7946 0958"), (False, "base.uk", "020 7946 0958"), ("base.us", "base.uk", "(212) 736-5000"),
        ):  # fmt: skip
            self.company.country_id = self.env.ref(house)
            self.event.address_id = place and self.env["res.partner"].create({"name": "Hall", "country_id": self.env.ref(place).id})
            self.event.invalidate_recordset()
            keys.append(self.event._hotel_get_phone_normaliser()(number))
        self.assertEqual(keys, ["+862079460958", "+442079460958", "+12127365000"])

    def test_the_event_lies_in_the_hotels_evening(self):
        """H10: what the invitation says is the event's own time zone."""
        self.assertEqual(self.li._hotel_get_when(), "Tuesday, 10 March 2026 18:00 – 21:00")
        self.env["res.lang"]._activate_lang("zh_CN")
        self.assertEqual(self.li.with_context(lang="zh_CN")._hotel_get_when(), "2026年3月10日 星期二 18:00 – 21:00")
        self.event.date_end = BEGIN + timedelta(hours=8)
        self.assertEqual(self.li._hotel_get_when(), "Tuesday, 10 March 2026 18:00 – Wednesday, 11 March 2026 02:00")
