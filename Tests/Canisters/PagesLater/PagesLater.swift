/// Pages in a later version: the same code, with other files.
typealias PagesLater = Pages

/// What the class inherits from here.
typealias PagesService = PagesLaterService
