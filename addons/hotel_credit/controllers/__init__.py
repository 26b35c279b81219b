from . import agreement
from . import document
from . import till
