from . import test_event_callback
from . import test_event_lesson
