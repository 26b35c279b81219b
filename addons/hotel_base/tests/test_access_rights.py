from odoo.tests import tagged

from .common import ROLES, HotelCase

EVERYBODY = (*ROLES, "nobody")
OPERATIONS = {"r": "read", "w": "write", "c": "create", "d": "unlink"}

# Model: what everybody may do; what single roles may do instead. r(ead), w(rite), c(reate), d(elete).
RIGHTS = {
    "hotel.access.log": ("", {"auditor": "r", "manager": "r"}),
    "hotel.acknowledgement": ("r", {}),
    "hotel.approval.decide": ("rwcd", {}),  # a dialog: each sees its own
    "hotel.approval.delegation": ("r", {}),
    "hotel.approval.policy": ("r", {"manager": "rwcd"}),
    "hotel.approval.step": ("r", {}),
    "hotel.approval.tier": ("r", {"manager": "rwcd"}),
    "hotel.clock": ("r", {}),
    "hotel.handover": ("rwcd", {}),
    "hotel.handover.line": ("rd", {}),
    "hotel.outlet": ("r", {"manager": "rwc"}),
    "hotel.policy.review": ("r", {"manager": "rwc"}),
    "hotel.workday.exception": ("r", {"manager": "rwcd"}),
}


@tagged("post_install", "-at_install")
class TestAccessRights(HotelCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.machine = cls.env["res.users"].create({
            "name": "Front desk system",
            "login": "test_machine",
            "group_ids": [(6, 0, cls.env.ref("hotel_base.group_integration").ids)],
            "company_id": cls.company.id,
            "company_ids": [(6, 0, cls.company.ids)],
        })

    def test_the_table_names_every_model(self):
        """C7: a model that is added without rights of its own in this table fails here."""
        own = self.env["ir.model.data"].search([("module", "=", "hotel_base"), ("model", "=", "ir.model")])
        models = self.env["ir.model"].browse(own.mapped("res_id")).filtered(lambda model: not model.abstract)
        names = {model.model for model in models if model.model.startswith("hotel.")}
        self.assertEqual(names, set(RIGHTS))

    def test_each_role_may_do_what_the_table_says_and_no_more(self):
        """C7, M2: each role x model x operation."""
        for model, (everybody, roles) in RIGHTS.items():
            for role in EVERYBODY:
                allowed = roles.get(role, everybody)
                for letter, operation in OPERATIONS.items():
                    with self.subTest(model=model, role=role, operation=operation):
                        may = self.env[model].with_user(self.users[role]).has_access(operation)
                        self.assertIs(may, letter in allowed)

    def test_a_machine_may_do_nothing_here(self):
        """D9: the integration role reads and writes no model of the foundation."""
        for model in RIGHTS:
            for operation in OPERATIONS.values():
                with self.subTest(model=model, operation=operation):
                    self.assertFalse(self.env[model].with_user(self.machine).has_access(operation))

    def test_every_model_with_a_company_is_kept_apart(self):
        """C7: each model with a company has a rule on it for everybody."""
        # A policy without a company holds for all; the dialog and the lines hang on records that are kept apart.
        for model in RIGHTS:
            if "company_id" not in self.env[model]._fields:
                continue
            rules = self.env["ir.rule"].search([("model_id.model", "=", model), ("groups", "=", False)])
            with self.subTest(model=model):
                self.assertTrue(any("company_id" in rule.domain_force for rule in rules))
