from . import test_access_rights
from . import test_event_callback
from . import test_event_lesson
