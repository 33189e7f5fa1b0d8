"""What the command line does, a module each command; each imports what is dear only when it is asked for."""
