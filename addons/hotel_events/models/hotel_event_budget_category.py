from odoo import api, fields, models
from odoo.exceptions import ValidationError

MAPPED = {"product": "product_ids", "product_category": "product_category_ids", "account": "account_ids"}


class HotelEventBudgetCategory(models.Model):
    """A category of an event's budget, and which products and accounts belong to it (H13)."""

    _name = "hotel.event.budget.category"
    _description = "Category of an Event's Budget"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    direction = fields.Selection([("cost", "Cost"), ("income", "Income")], required=True, default="cost")
    product_ids = fields.Many2many("product.product", string="Products")
    product_category_ids = fields.Many2many("product.category", string="Product categories", help="With what is below them.")
    account_ids = fields.Many2many("account.account", string="Accounts")

    _one_income = models.UniqueIndex(
        "(direction) WHERE direction = 'income'", "What is billed to the customer belongs to one category of income."
    )

    @api.constrains("product_ids", "product_category_ids", "account_ids")
    def _check_mapped_once(self):
        """An amount belongs to one category: what is named in two could be counted in either."""
        errors = []
        for name in MAPPED.values():
            for record, categories in self.with_context(active_test=False).search([(name, "!=", False)])._get_by_mapped(name).items():
                if len(categories) > 1:
                    errors.append(
                        self.env._(
                            "%(what)s belongs to several categories: %(categories)s. Take it out of all but one.",
                            what=record.display_name,
                            categories=", ".join(categories.mapped("name")),
                        )
                    )
        if errors:
            raise ValidationError("\n".join(errors))

    def _get_by_mapped(self, name):
        """Return {record named in the field: categories that name it}."""
        found = {}
        for category in self:
            for record in category[name]:
                found[record] = found.get(record, self.browse()) | category
        return found

    @api.model
    def _get_mapping(self):
        """Return {(road, id): id of the category} of the costs, as the rule wants it."""
        return {
            (road, record.id): category.id
            for category in self.sudo().search([("direction", "=", "cost")])
            for road, name in MAPPED.items()
            for record in category[name]
        }
