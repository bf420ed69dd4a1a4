# Partners, their sites, and the people met there.

person = Person
name = Name
local-name = Name in local script
pronunciation = How to say it
role = Role
obstacles = What they struggle with
concerns = What worries them
ideas = What they proposed

consent = Consent
consent-notes = May we keep notes about them?
consent-photo = May we take photos of them?
consent-voice = May we record their voice?
consent-on-day = { $answer }, { $day }
