from . import models, controllers, report, wizards
from .hooks import pre_init_hook
