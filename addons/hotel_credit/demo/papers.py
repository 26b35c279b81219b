"""Papers of the demo: signatures, scans and signed slips, drawn from a seed so that they are always the same."""

import base64
import io
import itertools
import math
import random

from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

INK = (24, 32, 96)


def _stroke(draw, rng, left, top, width, height):
    """Draw one sweep of a pen: a wave that leans and fades."""
    turns, lean, phase = rng.uniform(2, 4.5), rng.uniform(-0.3, 0.3), rng.uniform(0, math.pi)
    points = []
    for step in range(121):
        at = step / 120
        swing = math.sin(phase + at * turns * math.tau) * (1 - at * rng.uniform(0.55, 0.6))
        points.append((left + at * width + swing * 12, top + height / 2 + swing * height / 2 + lean * at * height))
    for first, second in itertools.pairwise(points):
        draw.line([first, second], fill=INK, width=rng.choice((3, 4, 4, 5)))


def _signature(draw, name, box):
    rng = random.Random(name)
    left, top, right, bottom = box
    width = right - left
    _stroke(draw, rng, left, top, width * 0.55, bottom - top)
    _stroke(draw, rng, left + width * 0.35, top, width * 0.6, (bottom - top) * 0.8)
    draw.line([(left, bottom - 6), (right, bottom - rng.randint(10, 26))], fill=INK, width=3)


def _png(image):
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return base64.b64encode(buffer.getvalue()).decode()


def specimen(name):
    """Return the specimen signature of a person as a PNG (base64)."""
    image = Image.new("RGB", (480, 200), "white")
    _signature(ImageDraw.Draw(image), name, (40, 40, 440, 165))
    return _png(image)


def signed_slip(number, name, amount):
    """Return the photo of a signed slip as a PNG (base64)."""
    image = Image.new("RGB", (420, 600), (250, 248, 240))
    draw = ImageDraw.Draw(image)
    draw.rectangle((16, 16, 404, 584), outline=(120, 120, 120), width=2)
    draw.text((40, 40), "LAKESIDE HOTEL", fill="black", font_size=30)
    for line, text in enumerate((f"Check {number}", "Charge on account", f"Total  {amount}", "Signature:")):
        draw.text((40, 110 + line * 56), text, fill="black", font_size=26)
    _signature(draw, name, (60, 350, 360, 470))
    return _png(image)


def scan(title, lines=()):
    """Return a scanned paper as a one-page PDF (base64)."""
    buffer = io.BytesIO()
    page = Canvas(buffer, pagesize=A4)
    page.setFont("Helvetica-Bold", 18)
    page.drawString(72, 760, title)
    page.setFont("Helvetica", 12)
    for number, line in enumerate(lines):
        page.drawString(72, 720 - number * 22, line)
    page.setStrokeColorRGB(0.8, 0.1, 0.1)
    page.setLineWidth(3)
    page.circle(420, 200, 60)
    page.setFillColorRGB(0.8, 0.1, 0.1)
    page.drawCentredString(420, 196, "COMPANY SEAL")
    page.save()
    return base64.b64encode(buffer.getvalue()).decode()
