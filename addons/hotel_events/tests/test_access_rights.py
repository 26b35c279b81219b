from odoo.tests import tagged

from odoo.addons.hotel_base.tests.common import ROLES, HotelCase

EVERYBODY = (*ROLES, "nobody")
OPERATIONS = {"r": "read", "w": "write", "c": "create", "d": "unlink"}

# Who works on events, and who reads what they did.
EVENT_WORKERS = ("sales", "sales_head", "department_head", "gm", "manager")
EVENT_READERS = dict.fromkeys((*EVENT_WORKERS, "auditor", "chairman"), "r")
EVENT_MONEY_READERS = {**EVENT_READERS, "finance": "r", "finance_head": "r"}

BOOKS = dict.fromkeys(("sales", "sales_head", "department_head"), "rwcd")

#: Approvals and requests of events: who makes them; who reads them.
ASKS = {
    **dict.fromkeys(("sales", "sales_head", "department_head"), "rwc"),
    **dict.fromkeys(("finance", "finance_head", "gm", "chairman", "auditor"), "r"),
}

EVENT_MONEY = {"finance": "r", "finance_head": "r", "auditor": "r"}


def prepares(letters, **others):
    """Who prepares events may do this; single roles may do something else."""
    return {**dict.fromkeys(EVENT_WORKERS, letters), **others}


# Model: what everybody may do; what single roles may do instead. r(ead), w(rite), c(reate), d(elete).
RIGHTS = {
    "hotel.day.sheet": ("rwc", {}),  # a dialog: each sees its own
    "hotel.event.budget": ("r", {}),
    "hotel.event.cancellation": ("", ASKS),
    "hotel.event.change": ("r", {}),
    "hotel.event.exception": ("", ASKS),
    "hotel.event.issue": ("r", {}),
    "hotel.event.kind": ("r", {"manager": "rwcd"}),
    "hotel.event.order": ("r", {"sales": "rwcd", "sales_head": "rwcd", "department_head": "rwc"}),
    "hotel.event.requirement": ("r", BOOKS),
    "hotel.event.scale": ("r", {"manager": "rwcd"}),
    "hotel.event.scale.step": ("r", {"manager": "rwcd"}),
    "hotel.room": ("r", {"manager": "rwcd"}),
    "hotel.room.booking": ("r", BOOKS),
    "hotel.room.booking.cancel": ("", BOOKS),
    "hotel.room.layout": ("r", {"manager": "rwcd"}),
    "hotel.room.occupancy": ("r", {}),
    "hotel.event.budget.category": ("r", {"manager": "rwcd"}),
    "hotel.event.budget.change": ("", prepares("r", **EVENT_MONEY, chairman="r")),
    "hotel.event.budget.line": ("", prepares("rwcd", finance="rwc", finance_head="rwc", auditor="r", chairman="r")),
    "hotel.event.budget.report": ("", prepares("r", **EVENT_MONEY, chairman="r")),
    "hotel.event.budget.revise": ("", prepares("rwc", finance="rwc", finance_head="rwc")),
    "hotel.event.draw": ("", prepares("rwcd", auditor="r")),
    "hotel.event.draw.freeze": ("", prepares("rwc")),
    "hotel.event.draw.guest": ("", prepares("r", auditor="r")),
    "hotel.event.draw.prize": ("", prepares("rwcd", auditor="r")),
    "hotel.event.draw.reason": ("", prepares("rwc")),
    "hotel.event.draw.winner": ("", prepares("r", auditor="r")),
    "hotel.event.invitation": ("", prepares("rwcd", auditor="r")),
    "hotel.event.invitation.line": ("", prepares("rw", auditor="r")),
    "hotel.event.invitation.share": ("", prepares("r", auditor="r")),
    "hotel.event.kind.material": ("r", {"manager": "rwcd"}),
    "hotel.event.material": ("", prepares("rwcd", **EVENT_MONEY)),
    "hotel.event.material.move": ("", prepares("rc", **EVENT_MONEY)),
    "hotel.event.revenue.band": ("r", {"manager": "rwcd"}),
    "hotel.damage.tariff": ("r", {"manager": "rwcd"}),
    "hotel.damage.tariff.price": ("r", {"manager": "rwcd"}),
    "hotel.event.archive.document": ("", {**EVENT_MONEY_READERS, **dict.fromkeys(EVENT_WORKERS, "rc")}),
    "hotel.event.archive.item": ("", {**EVENT_MONEY_READERS, **dict.fromkeys(EVENT_WORKERS, "rwcd")}),
    "hotel.event.closing": ("", {**EVENT_MONEY_READERS, **dict.fromkeys(EVENT_WORKERS, "rw")}),
    "hotel.event.conversion": ("", EVENT_READERS),
    "hotel.event.damage": ("rwc", dict.fromkeys(EVENT_WORKERS, "rwcd")),
    "hotel.event.feedback": ("", EVENT_READERS),
    "hotel.event.figure": ("", EVENT_MONEY_READERS),
    "hotel.event.kind.archive": ("r", {"manager": "rwcd"}),
    "hotel.room.use": ("r", {}),
    "hotel.event.call": ("r", prepares("rwcd")),
    "hotel.event.duty": ("r", prepares("rwcd")),
    "hotel.event.emergency": ("r", prepares("rwcd")),
    "hotel.event.incident": ("rc", {}),  # everybody enters what happened, nobody changes it
    "hotel.event.item": ("r", prepares("rwcd")),
    "hotel.event.kind.duty": ("r", {"manager": "rwcd"}),
    "hotel.event.kind.item": ("r", {"manager": "rwcd"}),
    "hotel.event.kind.risk": ("r", {"manager": "rwcd"}),
    "hotel.event.kind.task": ("r", {"manager": "rwcd"}),
    "hotel.event.risk": ("r", prepares("rwcd")),
    "hotel.event.role": ("r", {"manager": "rwcd"}),
    "hotel.event.task": ("r", prepares("rwcd")),
    "hotel.event.checkpoint": ("r", dict.fromkeys(EVENT_WORKERS, "rwcd")),  # a rule shows door staff those of their events
    "hotel.event.kind.checkpoint": ("r", {"manager": "rwcd"}),
    "hotel.event.scan": ("", dict.fromkeys(EVENT_WORKERS, "r")),
    "hotel.event.table": ("", dict.fromkeys(EVENT_WORKERS, "rwcd")),
    "hotel.guest.import": ("", dict.fromkeys(EVENT_WORKERS, "rwc")),
}


@tagged("post_install", "-at_install")
class TestAccessRights(HotelCase):
    def test_the_table_names_every_model(self):
        """C7: a model that is added without rights of its own in this table fails here."""
        own = self.env["ir.model.data"].search([("module", "=", "hotel_events"), ("model", "=", "ir.model")])
        models = self.env["ir.model"].browse(own.mapped("res_id")).filtered(lambda model: not model.abstract)
        names = {model.model for model in models if model.model.startswith("hotel.")}
        self.assertEqual(names & set(RIGHTS), set(RIGHTS))
        self.assertFalse({name for name in names if name.startswith(("hotel.room", "hotel.day"))} - set(RIGHTS))

    def test_each_role_may_do_what_the_table_says_and_no_more(self):
        """H9, M2: each role x model x operation."""
        for model, (everybody, roles) in RIGHTS.items():
            for role in EVERYBODY:
                allowed = roles.get(role, everybody)
                for letter, operation in OPERATIONS.items():
                    with self.subTest(model=model, role=role, operation=operation):
                        self.assertIs(self.env[model].with_user(self.users[role]).has_access(operation), letter in allowed)
