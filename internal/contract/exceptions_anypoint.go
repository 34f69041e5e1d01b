package contract

var anypointExceptions = []Exception{}
