from . import models, controllers, wizards, report
from .hooks import pre_init_hook
