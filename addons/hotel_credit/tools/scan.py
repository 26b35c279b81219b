"""What is taken as a scan of a paper: told by content, not by the file's name."""

import base64
import binascii

from odoo.exceptions import ValidationError
from odoo.tools.mimetypes import guess_mimetype

MIMETYPES = ("application/pdf", "image/jpeg", "image/png", "image/webp")
PICTURES = ("image/jpeg", "image/png", "image/webp")
MAX_BYTES = 10 * 1024 * 1024


def check_scan(env, content, label, mimetypes=MIMETYPES):
    """Return the MIME type of base64 `content`.

    :param label: what is uploaded, in words, for the message
    :raise ValidationError: no scan, or larger than 10 MiB
    """
    try:
        data = base64.b64decode(content or b"", validate=False)
    except (binascii.Error, ValueError):
        data = b""
    mimetype = guess_mimetype(data, default="text/plain") if data else "text/plain"
    if mimetype not in mimetypes:
        raise ValidationError(
            env._(
                "%(label)s: the file is %(mimetype)s. Upload one of %(wanted)s.",
                label=label,
                mimetype=mimetype,
                wanted=", ".join(each.split("/")[1].upper() for each in mimetypes),
            )
        )
    if len(data) > MAX_BYTES:
        raise ValidationError(
            env._(
                "%(label)s: the file has %(size)s MiB, at most %(most)s are taken. Scan it smaller.",
                label=label,
                size=round(len(data) / 1024 / 1024, 1),
                most=MAX_BYTES // 1024 // 1024,
            )
        )
    return mimetype
