from . import event_feedback
