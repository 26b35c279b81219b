from . import hotel_draw
from . import event_feedback
