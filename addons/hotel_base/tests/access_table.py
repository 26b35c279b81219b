from .common import ROLES

EVERYBODY = (*ROLES, "nobody")
OPERATIONS = {"r": "read", "w": "write", "c": "create", "d": "unlink"}


class AccessTable:
    """An addon's access rights as a table, tried for each role x model x operation (C7, M2).

    A test class takes this beside `HotelCase` and gives `addon` and `rights`: {model: who may do what}, as
    "cashier sales r; gm rw" with r(ead), w(rite), c(reate), d(elete). "all" is every employee; roles that are not named
    beside it have its rights. What is open to all is narrowed to one's own by record rules, which the tests of each part try.
    """

    addon = None
    rights = None
    #: The same for who is no employee: "portal" (a customer) and "machine" (the integration role); nothing unless named.
    outsiders = {}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.users["portal"] = cls._new_user("portal", "base.group_portal")
        cls.users["machine"] = cls._new_user("machine", "hotel_base.group_integration")

    def _get_rights(self, model):
        """Return {role: letters} of a model's row."""
        found = {}
        for part in filter(None, self.rights[model].split("; ")):
            *roles, letters = part.split()
            found.update(dict.fromkeys(roles, letters))
        everybody = found.pop("all", "")
        self.assertLessEqual(set(found), set(EVERYBODY), f"{model} names roles that do not exist")
        return {role: found.get(role, everybody) for role in EVERYBODY}

    def test_the_table_names_every_model(self):
        """C7: a model that is added without rights of its own in this table fails here."""
        own = {
            name
            for name, model in self.env.registry.items()
            if model._original_module == self.addon and not model._abstract
        }
        self.assertEqual(own, set(self.rights))

    def test_each_role_may_do_what_the_table_says_and_no_more(self):
        """C7, M2: each role x model x operation."""
        for model in self.rights:
            for role, allowed in self._get_rights(model).items():
                for letter, operation in OPERATIONS.items():
                    with self.subTest(model=model, role=role, operation=operation):
                        self.assertIs(self.env[model].with_user(self.users[role]).has_access(operation), letter in allowed)

    def test_customers_and_machines_may_do_nothing_but_what_is_named(self):
        """C7, D9: the portal customer and the integration role x model x operation."""
        for who in ("portal", "machine"):
            named = self.outsiders.get(who, {})
            self.assertLessEqual(set(named), set(self.rights))
            for model in self.rights:
                for letter, operation in OPERATIONS.items():
                    with self.subTest(model=model, who=who, operation=operation):
                        may = self.env[model].with_user(self.users[who]).has_access(operation)
                        self.assertIs(may, letter in named.get(model, ""))

    def test_every_model_with_a_company_is_kept_apart(self):
        """C7: each stored model with a company has a rule on it for everybody."""
        rules = self.env["ir.rule"].search([("model_id.model", "in", list(self.rights)), ("groups", "=", False)])
        apart = {rule.model_id.model for rule in rules if "company_id" in (rule.domain_force or "")}
        for model in self.rights:
            fields = self.env[model]._fields
            if "company_id" in fields and fields["company_id"].store and not self.env[model]._transient:
                with self.subTest(model=model):
                    self.assertIn(model, apart)
