"""What any PDF of this house is made of: real headings, table headers, alternative texts, bookmarks, embedded fonts."""
