// Package faults holds no code: its tests make every call of every operation of
// every resource fail in every way, and look whether anything is lost, doubled
// or left unsaid. A new object is part of it as soon as it is in
// internal/provider/testdata/everything.
package faults
