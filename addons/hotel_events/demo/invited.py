"""The demo's guests: the dinner's list with answers and tables, a training that is on today with its door, a past event."""

from datetime import datetime, time, timedelta

from dateutil.relativedelta import relativedelta

from odoo.fields import Command

from .dinner import dinner

FAMILY = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = ("伟", "敏", "静", "丽", "强", "磊", "洋", "艳", "勇", "娟")
FOREIGN = ("Anna Weber", "John Carter", "Marie Dubois", "Kenji Sato", "Elena Rossi", "Tom Becker")
FIRMS = ("云帆科技", "瑞康药业", "宏图建设", "德信律师事务所", "Bluestone Media", "长江航运", "金色年华旅行社", "Northwind Trading")
DIETS = ("不吃海鲜", "素食", "no pork", "清真", "no nuts")


def _guests(event, count, first=0, **values):
    """Return the values of `count` guests; every twelfth from abroad, every ninth with a companion."""
    made = []
    for number in range(first, first + count):
        name = FAMILY[number % len(FAMILY)] + GIVEN[number // 7 % len(GIVEN)] + (GIVEN[number % 3] if number % 2 else "")
        foreign = number % 12 == 11
        made.append({
            "event_id": event.id,
            "state": "draft",
            "name": FOREIGN[number // 12 % len(FOREIGN)] if foreign else name,
            "company_name": FIRMS[number // 8 % len(FIRMS)],
            "hotel_title": ("总经理", "总监", "经理", False)[number % 4],
            "phone": f"+86 139 5188 {number:04d}",
            "email": f"guest{number}@example.com" if number % 5 else False,
            "hotel_lang": "en_US" if foreign else "zh_CN",
            "hotel_companions": 1 if number % 9 == 8 else 0,
            "hotel_diet": DIETS[number // 10 % len(DIETS)] if number % 10 == 3 else False,
            **values,
        })  # fmt: skip
    return made


def tell(env):
    """Make the guests; does nothing where they stand already."""
    order = dinner(env)
    event = order.event_id
    if event.registration_ids:
        return
    company = order.company_id
    sales = env.ref("hotel_base.user_sales")
    staff = env.ref("hotel_base.user_head_fo") | env.ref("hotel_base.user_cashier")
    registrations = env["event.registration"].with_user(sales).with_company(company).with_context(mail_create_nolog=True)
    # The dinner: most have answered, most sit.
    if not event.hotel_checkpoint_ids:
        event._hotel_apply_kind(order.kind_id)
    event.write({
        "hotel_door_user_ids": [Command.set(staff.ids)],
        "hotel_table_ids": [
            Command.create({"name": f"{number}", "seats": 10, "sequence": number, "zone": "主桌区" if number < 3 else False})
            for number in range(1, 13)
        ],
    })  # fmt: skip
    guests = registrations.create(_guests(event, 110))
    guests.filtered(lambda guest: guest.email).sudo().write({"hotel_invitation": "sent", "hotel_invited_at": event.create_date})
    guests[:64].write({"hotel_reply": "coming"})
    guests[64:74].write({"hotel_reply": "declined", "hotel_companions": 0})
    guests[-6:].sudo().write({"hotel_invitation": "none", "hotel_invited_at": False})
    env["hotel.event.table"]._fill(event)
    # A training that is on: half are in, some had lunch, one came without an invitation.
    today = company._hotel_today()
    training = _event(env, "宏图建设安全培训 Safety training", company, sales, staff, datetime.combine(today, time(9)), 8)
    training._hotel_apply_kind(env.ref("hotel_events.event_kind_training"))
    trainees = registrations.create(_guests(training, 40, first=200, hotel_companions=0, hotel_reply="coming"))
    trainees.write({"hotel_reply": "coming"})
    door, lunch = training.hotel_checkpoint_ids[:2]
    _scan(door, staff[0], trainees[:26], "正门 Main door")
    _scan(lunch, staff[1], trainees[:9], "餐厅 Restaurant")
    door.with_user(staff[0]).scan([
        {"uuid": f"{4711:032x}", "walk_in": {"name": "Peter Novak", "firm": "宏图建设", "phone": "+420 601 123 456"}, "place": "正门 Main door"}
    ])  # fmt: skip
    # Long over: contact data deleted, who came is still known.
    past = _event(env, "去年答谢会 Last year's reception", company, sales, staff, datetime.combine(today - relativedelta(months=9), time(18)), 3)
    past._hotel_apply_kind(env.ref("hotel_events.event_kind_wedding"))
    visitors = registrations.create(_guests(past, 12, first=300))
    _scan(past.hotel_checkpoint_ids[:1], staff[0], visitors[:10], "正门 Main door")
    visitors._hotel_anonymise()


def _event(env, name, company, sales, staff, local, hours):
    begin = company._hotel_utc(local)
    return env["event.event"].with_company(company).create({
        "name": name,
        "company_id": company.id,
        "user_id": sales.id,
        "date_tz": company.hotel_tz,
        "date_begin": begin,
        "date_end": begin + timedelta(hours=hours),
        "organizer_id": company.partner_id.id,
        "event_mail_ids": [],
        "hotel_door_user_ids": [Command.set(staff.ids)],
    })  # fmt: skip


def _scan(point, user, guests, place):
    scans = [{"uuid": f"{point.id:016x}{guest.id:016x}", "code": guest.barcode, "at": 0, "way": "qr", "place": place} for guest in guests]
    # Scans go over a connection of their own: it sees what is committed, and what it wrote is seen by the next transaction.
    point.env.cr.commit()
    point.with_user(user).scan(scans)
    point.env.cr.commit()
