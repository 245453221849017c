"""What themes go with: NPS beside them, and how much more or less is said of them. Associations, never causes."""
