package apipolicies

// All are the descriptors of the table.
func All() []*Descriptor { return all }

// TypeName is the resource's.
func (d *Descriptor) TypeName() string { return "gatehouse_" + d.typeName() }

// PlatformKey is the argument's name on the platform.
func (a Argument) PlatformKey() string { return a.key() }
