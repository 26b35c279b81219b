import base64
import binascii

from stdnum.cn import uscc
from stdnum.exceptions import ValidationError as NumberError

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tools.mimetypes import guess_mimetype

from ..rules.documents import Paper

# What a scanner makes, told by content, not by the file's name.
MIMETYPES = {"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp"}
MAX_BYTES = 10 * 1024 * 1024
# Who reviews applications, and therefore opens identity papers. Sales staff hand them in and read them no more.
IDENTITY_READERS = (
    "hotel_base.group_sales_head",
    "hotel_base.group_finance",
    "hotel_base.group_gm",
    "hotel_base.group_chairman",
    "hotel_base.group_auditor",
)


class HotelCreditDocument(models.Model):
    """A copy of one of the customer's papers (A2, A3). The file itself goes out by one road only, the controller.

    A file comes in through `upload` and is kept in `file`, which no role reads through the ORM: neither read(),
    export, /web/content nor the attachment behind the field gives it. So each opening passes the log.
    """

    _name = "hotel.credit.document"
    _description = "Customer's Document"
    _inherit = ["hotel.approval.child.mixin"]
    _order = "application_id desc, type_id, id"
    _check_company_auto = True
    _approval_parent = "application_id"
    _server_fields = frozenset({"has_file", "mimetype", "uploaded_by_id", "uploaded_at"})

    name = fields.Char("File name")
    type_id = fields.Many2one("hotel.credit.document.type", "Document", required=True, index=True, ondelete="restrict")
    application_id = fields.Many2one(
        "hotel.credit.application", index=True, ondelete="cascade", help="Handed in with this application."
    )
    agreement_id = fields.Many2one(
        "hotel.credit.agreement",
        index="btree_not_null",
        ondelete="restrict",
        help="Handed in later, during this agreement, in place of a copy that expired.",
    )
    company_id = fields.Many2one("res.company", compute="_compute_owner", store=True, precompute=True, index=True)
    commercial_partner_id = fields.Many2one(
        "res.partner", "Customer", compute="_compute_owner", store=True, precompute=True, index=True
    )
    is_identity = fields.Boolean(related="type_id.is_identity")
    has_credit_code = fields.Boolean(related="type_id.has_credit_code")
    upload = fields.Binary(
        "New file",
        compute="_compute_upload",
        inverse="_inverse_upload",
        help="PDF, JPEG, PNG or WebP, at most 10 MiB. A new file takes the place of the one before.",
    )
    file = fields.Binary(attachment=True, groups=fields.NO_ACCESS, copy=False)
    has_file = fields.Boolean("File there", readonly=True, copy=False)
    mimetype = fields.Char("Format", readonly=True, copy=False)
    uploaded_by_id = fields.Many2one("res.users", "Handed in by", readonly=True, copy=False, ondelete="restrict")
    uploaded_at = fields.Datetime("Handed in", readonly=True, copy=False)
    sealed = fields.Boolean("Under company seal", help="The copy bears the customer's company seal.")
    credit_code = fields.Char("Credit code", help="Unified social credit code, 18 characters (GB 32100).")
    expires_on = fields.Date("Valid until", index=True, help="The last day itself is valid; empty: no end.")
    expired = fields.Boolean(compute="_compute_expired", search="_search_expired")
    note = fields.Char()

    _has_an_owner = models.Constraint(
        "CHECK (num_nonnulls(application_id, agreement_id) = 1)",
        "A document belongs to an application, or to an agreement that is running.",
    )

    @api.depends("application_id", "agreement_id")
    def _compute_owner(self):
        for document in self:
            owner = document.application_id or document.agreement_id
            document.company_id = owner.company_id
            document.commercial_partner_id = owner.partner_id.commercial_partner_id

    @api.depends("has_file")
    def _compute_upload(self):
        self.upload = False

    def _inverse_upload(self):
        """Keep an uploaded file. Nothing given leaves the file as it is.

        :raise ValidationError: no scan (by content) or larger than 10 MiB
        """
        for document in self.filtered("upload"):
            mimetype = document._check_upload(document.upload)
            document.sudo().write(
                {
                    "file": document.upload,
                    "has_file": True,
                    "mimetype": mimetype,
                    "uploaded_by_id": self.env.uid,
                    "uploaded_at": fields.Datetime.now(),
                }
            )

    def _check_upload(self, content):
        """Return the MIME type of base64 `content` when it is a scan that we keep.

        :raise ValidationError: names the document, what came and what is taken
        """
        self.ensure_one()
        try:
            data = base64.b64decode(content, validate=False)
        except (binascii.Error, ValueError):
            data = b""
        mimetype = guess_mimetype(data, default="text/plain") if data else "text/plain"
        if mimetype not in MIMETYPES:
            raise ValidationError(
                self.env._(
                    "%(document)s: the file %(name)s is %(mimetype)s. Hand in a PDF, JPEG, PNG or WebP file.",
                    document=self.type_id.name,
                    name=self.name or "",
                    mimetype=mimetype,
                )
            )
        if len(data) > MAX_BYTES:
            raise ValidationError(
                self.env._(
                    "%(document)s: the file %(name)s has %(size)s MiB, at most %(most)s are taken. Scan it smaller.",
                    document=self.type_id.name,
                    name=self.name or "",
                    size=round(len(data) / 1024 / 1024, 1),
                    most=MAX_BYTES // 1024 // 1024,
                )
            )
        return mimetype

    @api.depends("expires_on", "company_id")
    def _compute_expired(self):
        for document in self:
            today = document.company_id._hotel_today() if document.company_id else fields.Date.today()
            document.expired = bool(document.expires_on and document.expires_on < today)

    def _search_expired(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = self.env.company._hotel_today()
        expired = fields.Domain("expires_on", "<", today)
        return expired if True in value else ~expired

    @api.depends("type_id", "name")
    def _compute_display_name(self):
        for document in self:
            document.display_name = document.type_id.name or document.name

    @api.constrains("credit_code", "type_id")
    def _check_credit_code(self):
        """A2: the code on the modern licence is a valid GB 32100 number."""
        for document in self.filtered("credit_code"):
            try:
                uscc.validate(document.credit_code)
            except NumberError as error:
                raise ValidationError(
                    self.env._(
                        "%(document)s: %(code)s is no unified social credit code (18 characters, GB 32100: "
                        "%(why)s). Compare it with the licence.",
                        document=document.type_id.name,
                        code=document.credit_code,
                        why=str(error),
                    )
                ) from error

    def write(self, vals):
        """M2: a copy handed in during an agreement stays as it is, a newer one is added; none changes its owner."""
        self._check_kept()
        for name in {"application_id", "agreement_id"} & vals.keys():
            if any(document[name].id != (vals[name] or False) for document in self):
                raise UserError(
                    self.env._("A document stays where it was handed in. Hand it in anew on the other application.")
                )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_kept(self):
        self._check_kept()

    def _check_kept(self):
        kept = self.filtered(lambda document: document.agreement_id and document.has_file)
        if kept and not self.env.su:
            raise UserError(
                self.env._(
                    "%(documents)s: handed in during the agreement, so it stays on record. Add the new copy.",
                    documents=", ".join(kept.mapped("display_name")),
                )
            )

    def _approval_is_attachment_locked(self, field, created):
        return bool(self.application_id) and super()._approval_is_attachment_locked(field, created)

    @api.private
    def as_papers(self):
        """Return these documents as values for `rules.documents` (A3)."""
        return [
            Paper(
                kind=document.type_id.id,
                has_file=document.has_file,
                sealed=document.sealed,
                expires_on=document.expires_on or None,
                code_ok=not document.type_id.has_credit_code or uscc.is_valid(document.credit_code or ""),
            )
            for document in self
        ]

    @api.private
    def check_may_open(self):
        """Raise AccessError unless the user may open the file: a reader of the record, and of identity papers only
        the roles that review them."""
        self.ensure_one()
        self.check_access("read")
        if self.sudo().type_id.is_identity and not any(self.env.user.has_group(group) for group in IDENTITY_READERS):
            raise AccessError(
                self.env._(
                    "Identity papers are opened only by those who review applications: sales head, finance, GM, "
                    "chairman, auditor."
                )
            )

    def action_open(self):
        """Open the file in a new tab (inline when it is a picture or PDF)."""
        self.ensure_one()
        self.check_may_open()
        if not self.has_file:
            raise UserError(self.env._("%(document)s: no file was handed in yet.", document=self.type_id.name))
        return {"type": "ir.actions.act_url", "url": f"/hotel/document/{self.id}", "target": "new"}
