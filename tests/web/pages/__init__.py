"""The screens as people find their way in them: by what things are called, never by how they are built."""
