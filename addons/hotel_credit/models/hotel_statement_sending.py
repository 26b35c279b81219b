import secrets

from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import SQL, consteq

#: Statements sent in the request of who presses the button; more go with a run.
SEND_AT_ONCE = 20


class HotelStatement(models.Model):
    """F2: a statement goes to the customer by e-mail, with PDF, XLSX and a link to the portal, or by hand."""

    _inherit = "hotel.statement"

    _server_fields = frozenset(
        {
            "portal_token",
            "sent_at",
            "sent_to",
            "sent_by_id",
            "sent_way",
            "send_run_id",
            "reminded_on",
            "reminder_count",
            "xlsx_id",
        }
    )

    # Whoever has it answers in the customer's name, so no role reads it: it leaves with the e-mail to the customer alone.
    portal_token = fields.Char(groups=fields.NO_ACCESS, readonly=True, copy=False)
    sent_at = fields.Datetime("Sent on", readonly=True, copy=False)
    sent_to = fields.Char("Sent to", readonly=True, copy=False)
    sent_by_id = fields.Many2one("res.users", "Sent by", readonly=True, copy=False, ondelete="restrict")
    sent_way = fields.Selection(
        [("email", "E-mail"), ("hand", "By hand")], "Way", readonly=True, copy=False, help="How the customer got it."
    )
    send_run_id = fields.Many2one(
        "hotel.statement.run", "Sent with run", readonly=True, copy=False, index="btree_not_null", ondelete="set null"
    )
    reminded_on = fields.Date("Last reminded on", readonly=True, copy=False)
    reminder_count = fields.Integer("Reminders", readonly=True, copy=False)
    xlsx_id = fields.Many2one("ir.attachment", "XLSX", readonly=True, copy=False, ondelete="set null")

    delivery_failed = fields.Boolean(
        "E-mail failed",
        compute="_compute_delivery_failed",
        search="_search_delivery_failed",
        help="The last e-mail to the customer did not arrive.",
    )

    _to_send_idx = models.Index("(company_id, month, id) WHERE state = 'draft'")
    _unconfirmed_idx = models.Index("(company_id, month, id) WHERE state = 'sent'")

    def _compute_delivery_failed(self):
        failed = self._get_undelivered(self.ids)
        for statement in self:
            statement.delivery_failed = statement._origin.id in failed

    def _search_delivery_failed(self, operator, value):
        if operator != "in":
            return NotImplemented
        failed = Domain("id", "in", list(self._get_undelivered()))
        wanted = {bool(each) for each in value}
        if wanted == {True, False}:
            return Domain.TRUE
        return failed if True in wanted else ~failed

    @api.model
    def _get_undelivered(self, ids=None):
        """Return the ids (of `ids`, or all) of the statements whose last e-mail was refused or came back."""
        self.env["mail.notification"].flush_model()
        return {
            statement_id
            for (statement_id,) in self.env.execute_query(
                SQL(
                    """SELECT message.res_id
                         FROM mail_notification failed
                         JOIN mail_message message ON message.id = failed.mail_message_id
                        WHERE failed.notification_status IN ('bounce', 'exception')
                          AND message.model = 'hotel.statement' %s
                          AND NOT EXISTS (SELECT FROM mail_message later
                                            JOIN mail_notification sent ON sent.mail_message_id = later.id
                                           WHERE later.model = 'hotel.statement' AND later.res_id = message.res_id
                                             AND later.id > message.id AND sent.notification_type = 'email')""",
                    SQL("AND message.res_id IN %s", tuple(ids) or (0,)) if ids is not None else SQL(),
                )
            )
        }

    # ------------------------------------------------------------------ finance's buttons

    def action_send(self):
        """F2: send the statements by e-mail; one that was sent goes out again.

        :raise UserError: naming every statement that cannot be sent, and why
        """
        self._check_finance()
        if len(self) > SEND_AT_ONCE:
            raise UserError(
                self.env._(
                    "%(count)s statements are too many to send at once (at most %(most)s). Start a run under "
                    "Billing > Statement runs: it sends those of a month in the background.",
                    count=len(self),
                    most=SEND_AT_ONCE,
                )
            )
        problems = [problem for statement in self.sudo() for problem in statement._get_sending_problems()]
        if problems:
            raise UserError("\n".join(problems))
        self.sudo()._send(self.env.user)
        return True

    def action_mark_sent(self):
        """F2: note that the customer got the statement on paper."""
        self._check_finance()
        for statement in self.sudo():
            statement._claim()
            if statement.state != "draft":
                raise UserError(self.env._("%s was sent already.", statement.name))
            statement._attach_files()
            statement._mark_sent(self.env.user, way="hand")
        return True

    def action_preview(self):
        """Show the statement as the customer sees it; nothing can be answered there by the hotel."""
        self.ensure_one()
        return {"type": "ir.actions.act_url", "url": self._get_portal_path(), "target": "new"}

    def _check_finance(self):
        """Refuse to everybody but finance what finance's buttons do.

        :raise AccessError: the user is not of finance, or does not see the statements
        """
        self.check_access("read")
        if not self.env.user.has_group("hotel_base.group_finance"):
            raise AccessError(self.env._("Statements are sent and answered for by finance alone."))

    # ------------------------------------------------------------------ sending

    def _get_recipient(self):
        """Return the partner who gets the statement: the invoice address of the agreement's customer."""
        self.ensure_one()
        partner = self.agreement_id.partner_id
        return partner.browse(partner.address_get(["invoice"])["invoice"])

    def _get_sending_problems(self):
        """Return why the statement cannot be sent by e-mail, as sentences."""
        self.ensure_one()
        recipient = self._get_recipient()
        if recipient.email_normalized:
            return []
        return [
            self.env._(
                "%(statement)s: %(customer)s has no valid e-mail address (%(email)s). Enter one on the customer, or hand the "
                "statement over on paper and press Sent by hand.",
                statement=self.name,
                customer=recipient.display_name,
                email=recipient.email or self.env._("none"),
            )
        ]

    def _send(self, user, run=None):
        """Queue the e-mails and mark the statements as sent, both in this transaction: so each goes out once.

        :param user: who sends; the superuser for the night's run
        """
        for statement in self:
            statement._claim()
            recipient = statement._get_recipient()
            if statement.sent_to and statement.sent_to != recipient.email_normalized:
                # Who got the link by mistake shall not keep it.
                statement.portal_token = False
            statement._attach_files()
            statement._post_to_customer("hotel_credit.mail_template_statement", statement.pdf_id | statement.xlsx_id)
            statement.sent_to = recipient.email_normalized
            if statement.state == "draft":
                statement._mark_sent(user, way="email", run=run)
        self._wake_mail_queue()

    def _mark_sent(self, user, way, run=None):
        self.write(
            {
                "state": "sent",
                "sent_at": fields.Datetime.now(),
                "sent_by_id": user.id,
                "sent_way": way,
                "send_run_id": run and run.id,
            }
        )
        self._start_confirm_clock()

    def _remind(self, day):
        """F2: remind the customers to confirm; `day` is the reminder's."""
        for statement in self:
            statement._claim()
            statement._post_to_customer("hotel_credit.mail_template_statement_reminder")
            statement.write({"reminded_on": day, "reminder_count": statement.reminder_count + 1})
        self._wake_mail_queue()

    def _wake_mail_queue(self):
        self.env.ref("mail.ir_cron_mail_scheduler_action").sudo()._trigger()

    def _attach_files(self):
        """Keep PDF and XLSX as they are sent."""
        self._attach_pdf()
        for statement in self.filtered(lambda one: not one.xlsx_id):
            customer = statement.with_context(lang=statement.commercial_partner_id.lang)
            content, _kind = customer.env["ir.actions.report"]._render_xlsx("hotel_credit.statement_xlsx", statement.ids, {})
            statement.xlsx_id = self.env["ir.attachment"].create(
                {
                    "name": f"{customer._get_file_name()}.xlsx",
                    "raw": content,
                    "mimetype": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                    "res_model": self._name,
                    "res_id": statement.id,
                }
            )

    def _post_to_customer(self, template_xmlid, attachments=None, **values):
        """Queue an e-mail to the customer, in the customer's language, and keep its text in the chatter.

        The link to the portal is no part of the text: the layout adds it to the e-mail alone (see
        `_notify_get_recipients_groups`), so that nobody here reads it.
        """
        self.ensure_one()
        template = self.env.ref(template_xmlid)
        rendered = {
            name: template.with_context(**values)._render_field(
                name, self.ids, compute_lang=True, options={"post_process": name == "body_html"}
            )[self.id]
            for name in ("subject", "body_html")
        }
        sender = self.user_id.filtered("active").partner_id
        return self.with_context(mail_create_nosubscribe=True).message_post(
            body=Markup(rendered["body_html"]),
            subject=rendered["subject"],
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            author_id=sender.id or self.company_id.partner_id.id,
            email_from=sender.email_formatted or self.company_id.email_formatted,
            partner_ids=self._get_recipient().ids,
            attachment_ids=(attachments or self.env["ir.attachment"]).ids,
            email_layout_xmlid="mail.mail_notification_layout",
            force_send=False,
        )

    # ------------------------------------------------------------------ the link

    def _get_portal_path(self, suffix=""):
        """Return the path of the statement's page in the portal, without the token."""
        self.ensure_one()
        return f"/my/statements/{self.id}{suffix}"

    def _get_portal_link(self):
        """Return the address of the page with the token that opens it; for the e-mail to the customer alone."""
        self.ensure_one()
        if not self.portal_token:
            self.portal_token = secrets.token_urlsafe(32)
        return f"{self.get_base_url()}{self._get_portal_path()}?access_token={self.portal_token}"

    def _is_portal_token(self, token):
        """Return whether `token` opens the page of this statement (superuser mode)."""
        self.ensure_one()
        return bool(
            self.portal_token and isinstance(token, str) and consteq(self.portal_token.encode(), token.encode(errors="replace"))
        )

    @api.model
    def _get_thread_with_access(self, thread_id, *, hash=None, pid=None, token=None, **kwargs):
        """The link opens the statement's page, never its chatter: Odoo's generic roads for who holds a token are closed."""
        return super()._get_thread_with_access(thread_id, **kwargs)

    def _notify_get_recipients_groups(self, message, model_description, msg_vals=False):
        """Give the customer, and nobody else, the button that opens the statement's page."""
        groups = super()._notify_get_recipients_groups(message, model_description, msg_vals=msg_vals)
        statement_sudo = self.sudo()
        if not self or (statement_sudo.state == "draft" and not self.env.su):
            return groups
        recipient = statement_sudo._get_recipient()
        lang = statement_sudo.commercial_partner_id.lang
        button = {
            "url": statement_sudo._get_portal_link(),
            "title": self.with_context(lang=lang).env._("Open the statement"),
        }
        customer = (
            "hotel_customer",
            lambda data: data["id"] == recipient.id,
            {"active": True, "has_button_access": True, "button_access": button},
        )
        return [customer, *groups]

    @api.model
    def _get_portal_domain(self, partner):
        """Return the domain of the statements that contacts of `partner`'s firm see in the portal."""
        return [("commercial_partner_id", "=", partner.commercial_partner_id.id), ("state", "!=", "draft")]
