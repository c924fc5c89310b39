"""An organisation to try BookIT with: `python -m bookit.demo` loads it, through the same commands that people use.

`buildings`, `people` and `bookings` hold the story: what there is, and how it came about day by day. `storyteller`
gives their commands as if it were then, and `loading` puts it together. The same seed on the same day tells the same
story.
"""
