from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

#: What a file holds; read and written through `_open` alone, which asks and logs.
CONTENT = ("habits", "family", "remarks")


class HotelCallbackFile(models.Model):
    """I12: the file of a customer. What it holds is in fields that nobody reads directly: each opening of a confidential
    one is asked for and logged, on every road."""

    _name = "hotel.callback.file"
    _description = "Customer File"
    _inherit = ["hotel.protected.mixin", "mail.thread"]
    _order = "partner_id"

    partner_id = fields.Many2one("res.partner", "Customer", required=True, ondelete="restrict", index=True)
    name = fields.Char(related="partner_id.name", store=True, index="trigram")
    class_id = fields.Many2one(related="partner_id.hotel_class_id", string="Class", store=True)
    phone = fields.Char(related="partner_id.phone")
    plates = fields.Char(related="partner_id.hotel_plates", string="Plate numbers")
    caller_id = fields.Many2one(related="partner_id.hotel_caller_id", string="Responsible caller", store=True)
    company_id = fields.Many2one("res.company", "Hotel", required=True, default=lambda self: self.env.company, ondelete="restrict", index=True)
    confidential = fields.Boolean(help="Each opening is logged; outside the responsible team only with approval.", tracking=True)
    shelf = fields.Char("Kept at", help="Where the paper file stands.")
    file_search = fields.Char("File", compute="_compute_file_search", search="_search_file_search")
    responsible = fields.Boolean("Of my team", compute="_compute_responsible")
    habits = fields.Text("Habits and wishes", groups=fields.NO_ACCESS)
    family = fields.Text("Family and people", groups=fields.NO_ACCESS)
    remarks = fields.Text(groups=fields.NO_ACCESS)
    request_ids = fields.One2many("hotel.callback.file.request", "file_id", "Requests")
    borrowed_by_id = fields.Many2one("res.users", "Borrowed by", readonly=True, ondelete="restrict")
    borrowed_at = fields.Datetime("Borrowed", readonly=True)

    _server_fields = frozenset({"borrowed_by_id", "borrowed_at", *CONTENT})

    _once = models.UniqueIndex("(partner_id, company_id)", "This customer has a file at the hotel already.")

    @api.depends("partner_id")
    def _compute_file_search(self):
        for file in self:
            file.file_search = file.name

    def _search_file_search(self, operator, value):
        if operator != "ilike" or not value:
            return NotImplemented
        return Domain("partner_id", "any!", self.env["res.partner"]._hotel_file_domain(value)) | Domain("shelf", "ilike", value)

    @api.depends("caller_id")
    @api.depends_context("uid")
    def _compute_responsible(self):
        for file in self:
            file.responsible = file._is_responsible()

    def write(self, vals):
        if {"confidential", "partner_id", "company_id"} & vals.keys() and not self.env.su:
            strangers = self.filtered(lambda file: not file._is_responsible())
            if strangers:
                raise AccessError(self.env._("%s is changed by the responsible team.", strangers[0].display_name))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("Customer files are kept: archive the customer instead."))

    def action_open(self):
        """Open the file: logged when it is confidential; outside the responsible team with an approved request only.

        :return: the form of a copy that only the current user sees
        """
        self.ensure_one()
        content = self._open("open")
        opened = self.env["hotel.callback.file.opened"].create({"file_id": self.id, **content})
        return {
            "type": "ir.actions.act_window",
            "name": self.display_name,
            "res_model": "hotel.callback.file.opened",
            "res_id": opened.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def action_export(self):
        """Print the file: logged as an export, outside the responsible team with an approved request for it only."""
        self.ensure_one()
        content = self._open("export")
        opened = self.env["hotel.callback.file.opened"].sudo().create({"file_id": self.id, "exportable": True, **content})
        return self.env.ref("hotel_callback.action_report_file").report_action(opened.sudo(False))

    def action_request(self):
        """Ask to open, export or borrow the file."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Ask for the file"),
            "res_model": "hotel.callback.file.request",
            "views": [(False, "form")],
            "context": {"default_file_id": self.id},
        }

    def action_borrow(self):
        """Take the paper file out."""
        self.ensure_one()
        self._open("borrow")
        file_sudo = self.sudo()
        file_sudo.lock_for_update()
        if file_sudo.borrowed_by_id:
            raise UserError(self.env._("%(file)s is with %(user)s.", file=self.display_name, user=file_sudo.borrowed_by_id.name))
        file_sudo.write({"borrowed_by_id": self.env.uid, "borrowed_at": fields.Datetime.now()})
        return True

    def action_return(self):
        """Note that the paper file is back; by who borrowed it or the responsible team."""
        self.ensure_one()
        self.check_access("read")
        file_sudo = self.sudo()
        if file_sudo.borrowed_by_id != self.env.user and not self._is_responsible():
            raise AccessError(self.env._("%(file)s is with %(user)s.", file=self.display_name, user=file_sudo.borrowed_by_id.name))
        file_sudo.write({"borrowed_by_id": False, "borrowed_at": False})
        return True

    # ------------------------------------------------------------------ private

    def _is_responsible(self):
        """Return whether the current user belongs to the responsible team: the caller, the salesperson, their team, the sales head."""
        self.ensure_one()
        user = self.env.user
        partner_sudo = self.sudo().partner_id
        own = partner_sudo.hotel_caller_id | partner_sudo.user_id
        if user in own or user.has_group("hotel_base.group_sales_head"):
            return True
        teams = own.sudo().crm_team_ids
        return bool(user.sudo().crm_team_ids & teams)

    def _open(self, kind):
        """Check that the current user may `kind` (open, export, borrow) the files, log it, and return the content of the last.

        :raise AccessError: outside the responsible team without an approved request that is still running
        """
        self.check_access("read")
        content = {}
        for file in self:
            file_sudo = file.sudo()
            if file_sudo.confidential:
                if not file._is_responsible() and not file._has_leave(kind):
                    raise AccessError(
                        self.env._(
                            "The file of %(customer)s is confidential. Ask for it (Ask for the file): the sales head approves.",
                            customer=file_sudo.partner_id.name,
                        )
                    )
                purpose = {
                    "open": self.env._("Customer file opened"),
                    "export": self.env._("Customer file exported"),
                    "borrow": self.env._("Customer file borrowed"),
                    "write": self.env._("Customer file changed"),
                }[kind]
                self.env["hotel.access.log"].log(file, purpose)
            content = {name: file_sudo[name] for name in CONTENT}
        return content

    def _has_leave(self, kind):
        self.ensure_one()
        # Who may borrow or export a file may open it too.
        kinds = {"open": ("open", "export", "borrow"), "export": ("export",), "borrow": ("borrow",)}.get(kind, ())
        return bool(
            self.env["hotel.callback.file.request"].sudo().search_count([
                ("file_id", "=", self.id), ("approval_requested_by", "=", self.env.uid), ("approval_state", "=", "approved"),
                ("kind", "in", kinds), ("until", ">=", self.env.company._hotel_today()),
            ], limit=1)
        )  # fmt: skip


class HotelCallbackFileRequest(models.Model):
    """I12: somebody outside the responsible team asks to open, export or borrow a confidential file; approved by the sales head."""

    _name = "hotel.callback.file.request"
    _description = "Request for a Customer File"
    _inherit = ["hotel.approval.mixin"]
    _order = "id desc"

    name = fields.Char(compute="_compute_name")
    file_id = fields.Many2one("hotel.callback.file", required=True, ondelete="restrict", index=True)
    company_id = fields.Many2one(related="file_id.company_id", store=True, readonly=True)
    kind = fields.Selection([("open", "Open"), ("export", "Export"), ("borrow", "Borrow")], required=True, default="open")
    purpose = fields.Char("What for", required=True)
    until = fields.Date(required=True, default=lambda self: self.env.company._hotel_today())

    @api.depends("file_id.name", "kind")
    def _compute_name(self):
        labels = dict(self._fields["kind"]._description_selection(self.env))
        for request in self:
            request.name = f"{labels.get(request.kind, '')}: {request.sudo().file_id.name or ''}"

    def _approval_submit_problems(self):
        problems = super()._approval_submit_problems()
        if self.until < self.env.company._hotel_today():
            problems.append(self.env._("Until: %s is over. Enter a day to come.", self.until))
        return problems
