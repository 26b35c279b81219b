from . import door
from . import guest_template
from . import reply
