from . import document
from . import till
