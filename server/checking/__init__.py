"""`dienhong check`: what is wrong with a set-up, and what to do about it. It changes nothing and tells no secret."""
