"""A person's rights over their data: to have it, to have it corrected, to have it erased."""
