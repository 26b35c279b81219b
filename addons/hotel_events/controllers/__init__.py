from . import door
from . import door_files
from . import guest_template
from . import reply
from . import hotel_draw
from . import event_feedback
from . import event_portal
