"""The demo of what follows an event: tariff, damage notes, feedback, closing reports, files."""

import base64
import io
from datetime import timedelta

from PIL import Image, ImageDraw

from odoo import fields

from odoo.addons.hotel_credit.demo import papers

#: Item in English and Chinese, unit, price.
TARIFF = (
    ("Wine glass", "红酒杯", "piece", "件", 50),
    ("Dinner plate", "骨瓷餐盘", "piece", "件", 80),
    ("Table cloth, burnt or torn", "台布（烫坏或撕破）", "piece", "块", 280),
    ("Chair cover", "椅套", "piece", "件", 60),
    ("Banquet chair", "宴会椅", "piece", "把", 680),
    ("Wireless microphone", "无线话筒", "piece", "支", 1200),
    ("Carpet, stained for good", "地毯（无法清洗）", "m²", "平方米", 360),
    ("Wall covering", "墙布", "m²", "平方米", 220),
)

#: What guests ticked (in the order of the questions) and wrote.
GUESTS = (
    ((5, 5, 4, 5, 4, 5), "节目很精彩，上菜再快一点就更好了。"),
    ((4, 5, 5, 4, 4, 5), ""),
    ((4, 4, 4, 3, 4, 4), "The sound at the back tables was too low."),
    ((5, 5, 5, 5, 5, 5), "Wonderful evening!"),
    ((3, 4, 3, 4, 3, 3), "停车位不够。"),
    ((5, 4, 5, 5, 4, 5), ""),
)
HOST = ((5, 5, 5, 4, 4, 5, 4, 5), "现场对接人反应迅速。", "Coaches need more room.")


def tell(env):
    """Tell what followed the events of the last weeks; does nothing where it stands already."""
    if not env["hotel.damage.tariff"].search_count([], limit=1):
        After(env).tell()


class After:
    def __init__(self, env):
        self.env = env
        self.company = env.ref("hotel_base.company_lakeside")
        self.today = self.company._hotel_today()

    def tell(self):
        self.tariff()
        orders = self.env["hotel.event.order"].search(
            [("company_id", "=", self.company.id), ("state", "in", ("done", "settled"))], order="date_end desc"
        )
        for order in orders:
            self.feedback(order)
        held = orders.filtered(lambda order: order.state == "done")[:1]
        if held:
            self.damage(held)
            self.closing(held)

    def as_(self, name, record):
        user = self.env.ref(f"hotel_base.user_{name}")
        return record.with_user(user).sudo(False).with_context(allowed_company_ids=self.company.ids)

    def tariff(self):
        """Prices of this year, and dearer ones from next year on for the first items."""
        for number, (name, chinese, unit, unit_chinese, price) in enumerate(TARIFF):
            start = self.today.replace(month=1, day=1)
            prices = [(0, 0, {"date_start": start, "price": price})]
            if number < 3:
                prices.append((0, 0, {"date_start": start.replace(year=start.year + 1), "price": round(price * 1.1)}))
            item = self.env["hotel.damage.tariff"].create(
                {"name": name, "unit": unit, "company_id": self.company.id, "sequence": number, "price_ids": prices}
            )
            item.with_context(lang="zh_CN").write({"name": chinese, "unit": unit_chinese})

    def feedback(self, order):
        """Let six guests and the host answer; finished on the evening."""
        event_sudo = order.event_id.sudo()
        for audience, sheets in (("guest", GUESTS), ("host", [HOST])):
            for numbers, *words in sheets:
                sheet = event_sudo._hotel_new_answer(audience)
                questions = sheet.survey_id.question_ids.sorted("sequence")
                for question, number in zip(questions.filtered(lambda each: each.question_type == "scale"), numbers, strict=True):
                    sheet._save_lines(question, str(number))
                for question, text in zip(questions.filtered(lambda each: each.question_type == "text_box"), words, strict=True):
                    sheet._save_lines(question, text)
                sheet.write({"state": "done", "start_datetime": order.date_end, "end_datetime": order.date_end + timedelta(minutes=2)})

    def damage(self, order):
        """One note on the bill, one that the host has still to sign, one that was waived."""
        tariff = self.env["hotel.damage.tariff"].search([("company_id", "=", self.company.id)])
        notes = self.as_("sales", self.env["hotel.event.damage"])
        common = {"event_id": order.event_id.id}
        signed = notes.create(
            {
                **common, "tariff_id": tariff[0].id, "quantity": 6, "note": "12 号桌，托盘被碰倒。Table 12, a tray was knocked over.",
                "photo": picture(), "signed_by": order.partner_id.name, "signature": papers.specimen("customer"),
            }
        )  # fmt: skip
        signed.action_sign()
        notes.create({**common, "tariff_id": tariff[2].id, "quantity": 1, "note": "蜡烛烫坏。Burnt by a candle.", "photo": picture()})
        waived = notes.create({**common, "tariff_id": tariff[3].id, "quantity": 2, "note": "脱线。Torn seam."})
        head = self.as_("head_fb", waived)
        head.waive_reason = "旧损，非宾客造成。Worn out already."
        head.action_waive()

    def closing(self, order):
        """The report of the last event is handed in and waits for the general manager."""
        if order.closing_ids or order.date_end > fields.Datetime.now():
            return
        mine = self.as_("sales", order)
        mine.action_closing()
        mine.closing_ids.write(
            {
                "went_well": "发布会准时开始，媒体到场 32 家。Began on time; thirty-two reporters came.",
                "went_badly": "后排音量偏低；货梯 11:20 停运 10 分钟。Sound too low at the back; the goods lift stood still for ten minutes.",
                "lessons": "彩排时在最后一排试音（工程部）。Sound check from the last row (engineering).\n两部货梯同时备用（客房部）。Two goods lifts ready.",
            }
        )
        mine.closing_ids.action_submit()


def picture():
    """Return a small picture of broken glass."""
    image = Image.new("RGB", (480, 320), "#d9d2c5")
    draw = ImageDraw.Draw(image)
    for shape in (((120, 200), (200, 80), (220, 210)), ((230, 210), (300, 120), (330, 230)), ((200, 240), (260, 220), (240, 280))):
        draw.polygon(shape, fill="#eef4f7", outline="#7a8b94")
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return base64.b64encode(stream.getvalue())
