package apipolicies

// most is a bound of a document; MuleSoft's pages have -1 for none.
func most(name, what string) Argument {
	return Argument{Name: name, Kind: Whole, Usual: -1, Is: what + "; -1 for no limit.", Like: [2]any{100, -1}}
}

var threatsPolicies = []Descriptor{
	// Source: MuleSoft's pages on the policies, and their templates in Exchange.
	{
		Asset: "json-threat-protection", Title: "JSON threat protection", Version: "1.2.1", Optional: true,
		Is: "the gateway answers 400 to requests whose JSON is too deep, too long or too large, with which attackers use up memory.",
		Arguments: []Argument{
			most("max_container_depth", "How deep objects and arrays may be in each other"),
			most("max_string_value_length", "How long a text may be, in characters"),
			most("max_object_entry_name_length", "How long the name of a member may be, in characters"),
			most("max_object_entry_count", "How many members an object may have"),
			most("max_array_element_count", "How many elements an array may have"),
		},
	},
	{
		Asset: "xml-threat-protection", Title: "XML threat protection", Version: "1.2.1", Optional: true,
		Is: "the gateway answers 400 to requests whose XML is too deep, too long or too large, with which attackers use up memory. By MuleSoft's page, Omni/Flex Gateway has it since its version 1.10.",
		Arguments: []Argument{
			most("max_node_depth", "How deep elements may be in each other"),
			most("max_attribute_count_per_element", "How many attributes an element may have, without those that declare namespaces"),
			most("max_child_count", "How many children an element may have"),
			most("max_text_length", "How long a text may be, in characters"),
			most("max_attribute_length", "How long an attribute may be, in characters"),
			most("max_comment_length", "How long a comment may be, in characters"),
		},
	},
}
