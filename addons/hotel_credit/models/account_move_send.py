from odoo import api, models


class AccountMoveSend(models.AbstractModel):
    """F1: the statement with its slips goes out with the invoice."""

    _inherit = "account.move.send"

    @api.model
    def _hook_invoice_document_after_pdf_report_render(self, invoice, invoice_data):
        super()._hook_invoice_document_after_pdf_report_render(invoice, invoice_data)
        invoice.sudo().hotel_statement_id._attach_pdf()

    @api.model
    def _get_invoice_extra_attachments(self, move):
        return super()._get_invoice_extra_attachments(move) + move.sudo().hotel_statement_id.pdf_id
