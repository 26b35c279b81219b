import base64
from datetime import date
from io import BytesIO

from reportlab.pdfgen import canvas

from .common import HotelCreditCommon, picture


def pdf(text="agreement"):
    """Return a small but real PDF as base64 bytes."""
    stream = BytesIO()
    page = canvas.Canvas(stream)
    page.drawString(100, 700, text)
    page.save()
    return base64.b64encode(stream.getvalue())


class AgreementCase(HotelCreditCommon):
    """An agreement that waits to be signed, with all its papers."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # What the tests themselves look at, they see as the server does; each role acts by with_user().
        cls.env = cls.env(su=True)
        for name in ("company", "front", "restaurant", "firm", "contact"):
            setattr(cls, name, getattr(cls, name).with_env(cls.env))

    @classmethod
    def _to_sign(cls, **over):
        """Return an agreement of `cls.firm` in the state "to sign", without papers and signers."""
        return cls._make_agreement(**{"state": "to_sign", "signer": False, **over})

    @classmethod
    def _add_papers(cls, agreement, **over):
        """Enter all papers and a signer as the salesperson."""
        agreement.with_user(cls.sales).write({
            "customer_signed": True,
            "customer_sealed": True,
            "hotel_signed": True,
            "company_sealed": True,
            "finance_sealed": True,
            "scan_upload": pdf(),
            "scan_filename": "agreement.pdf",
            "letter_upload": pdf("letter"),
            "letter_filename": "letter.pdf",
            "letter_received_on": date(2026, 3, 17),
            "signer_ids": [(0, 0, {"name": "Zhang Min", "phone": "13800000001", "specimen": picture()})],
            **over,
        })
        return agreement

    @classmethod
    def _notice(cls, agreement, lines, user=None, **over):
        """Return a draft notice with a scan; `lines` are dicts of values."""
        return cls.env["hotel.credit.signer.notice"].with_user(user or cls.finance).create({
            "agreement_id": agreement.id,
            "scan": pdf("notice"),
            "scan_filename": "notice.pdf",
            "line_ids": [(0, 0, line) for line in lines],
            **over,
        })
