"""What is taken as a signature drawn in the browser: told by content, whatever the sender calls it."""

import base64
import io

from PIL import Image

from odoo.exceptions import UserError

from odoo.addons.hotel_credit.rules.charge_values import BROKEN_PICTURE

MAX_BYTES = 512 * 1024
MAX_PIXELS = 4_000_000
FORMATS = ("PNG", "JPEG")


def check_signature(env, content):
    """Return base64 `content` as it is stored.

    :raise UserError: nothing was drawn, it is no PNG or JPEG picture, or larger than a signature
    """
    if not content or not isinstance(content, str):
        raise UserError(env._("The signature is missing: please sign in the box."))
    if len(content) > MAX_BYTES * 4 // 3 + 4:
        raise UserError(env._("The signature is larger than %s KiB. Please clear the box and sign again.", MAX_BYTES // 1024))
    invalid = UserError(env._("The signature is no picture. Please clear the box and sign again."))
    try:
        data = base64.b64decode(content, validate=True)
        # The size stands in the head of the file: nothing large is unpacked.
        image = Image.open(io.BytesIO(data), formats=FORMATS)
        if image.width * image.height > MAX_PIXELS:
            raise invalid
        image.load()
    except BROKEN_PICTURE as error:
        raise invalid from error
    # One colour all over, or all of it transparent: an empty box.
    if all(low == high for low, high in image.convert("RGBA").getextrema()):
        raise UserError(env._("The signature is missing: please sign in the box."))
    return base64.b64encode(data).decode()
