package crud

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/oidc"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
)

// Platform says which half of the provider's configuration an object needs.
type Platform int

// The platforms.
const (
	NoPlatform Platform = iota
	Okta
	Anypoint
)

// Clients is what the provider hands to every object. One half may be missing:
// only the objects of that half fail then.
type Clients struct {
	OIDC *oidc.Client

	// Adopt means that a creation that is refused because there is such an object
	// takes it over, if it is what the plan says.
	Adopt bool
	// Trusting means that a plan to create something does not look whether it is
	// there already.
	Trusting bool

	// OrganizationID and EnvironmentID are the provider's defaults. Their
	// Unknown twin is true while Terraform does not know the value yet.
	OrganizationID, EnvironmentID               string
	OrganizationIDUnknown, EnvironmentIDUnknown bool
	// OrganizationName and EnvironmentName stand for an identifier that is
	// empty: the variables of MuleSoft's tools may hold a name.
	OrganizationName, EnvironmentName string
	// Seek is Sought in the provider's own context, for callers that have none.
	Seek func(attribute string) (value string, known bool, err error)

	names sync.Mutex // guards what the names stand for

	okta     half[*okta.Client]
	anypoint half[*anypoint.Client]

	locks  sync.Map // of *sync.Mutex by key
	orders sync.Map // of *Order by key
	met    sync.Map // of nothing by type and identifier: what the state has
}

// half is one platform's client, or why there is none.
type half[C any] struct {
	client  C
	missing error
	unknown bool
}

// SetOkta gives the Okta client. A non-nil missing says which setting is not
// there; unknown that Terraform does not know it yet.
func (c *Clients) SetOkta(client *okta.Client, missing error, unknown bool) {
	c.okta = half[*okta.Client]{client, missing, unknown}
}

// SetAnypoint is the same for Anypoint.
func (c *Clients) SetAnypoint(client *anypoint.Client, missing error, unknown bool) {
	c.anypoint = half[*anypoint.Client]{client, missing, unknown}
}

// Okta is the Okta client, or an error that says which setting is missing.
func (c *Clients) Okta() (*okta.Client, error) {
	if c.okta.missing != nil {
		return nil, c.okta.missing
	}
	if c.okta.unknown {
		return nil, unknownHalf("okta")
	}
	return c.okta.client, nil
}

// Anypoint is the Anypoint client, or an error that says which setting is missing.
func (c *Clients) Anypoint() (*anypoint.Client, error) {
	if c.anypoint.missing != nil {
		return nil, c.anypoint.missing
	}
	if c.anypoint.unknown {
		return nil, unknownHalf("anypoint")
	}
	return c.anypoint.client, nil
}

func unknownHalf(block string) error {
	return fmt.Errorf("the provider's %[1]q settings depend on values that are not known yet. Apply what they depend on first (terraform apply -target), or give them as variables", block)
}

// check is nil when the platform's settings are complete or not known yet.
func (c *Clients) check(p Platform) error {
	switch p {
	case Okta:
		return c.okta.missing
	case Anypoint:
		return c.anypoint.missing
	case NoPlatform:
	}
	return nil
}

// Lock serialises work on one thing of a platform, such as the rules of one
// policy, within this process. It returns the function that unlocks.
func (c *Clients) Lock(key string) func() {
	v, _ := c.locks.LoadOrStore(key, &sync.Mutex{})
	mu, ok := v.(*sync.Mutex)
	if !ok {
		panic("crud: a lock is not a mutex")
	}
	mu.Lock()
	return mu.Unlock
}

// fallback is the provider's default for a root attribute; known is false
// while Terraform does not know it; ok is false for other attributes.
func (c *Clients) fallback(attribute string) (value string, known, ok bool) {
	switch attribute {
	case "organization_id":
		return c.OrganizationID, !c.OrganizationIDUnknown, true
	case "environment_id":
		return c.EnvironmentID, !c.EnvironmentIDUnknown, true
	}
	return "", false, false
}

// Sought is fallback where the value itself is needed: a name is looked up,
// by one call in the life of the process.
func (c *Clients) Sought(ctx context.Context, attribute string) (value string, known bool, err error) {
	c.names.Lock()
	defer c.names.Unlock()
	switch {
	case attribute == "organization_id":
		err = c.seekOrganization(ctx)
	case attribute == "environment_id" && c.EnvironmentID == "" && c.EnvironmentName != "" && !c.OrganizationIDUnknown:
		if err = c.seekOrganization(ctx); err == nil {
			err = c.seekEnvironment(ctx)
		}
	}
	value, known, _ = c.fallback(attribute)
	return value, known, err
}

func (c *Clients) seekOrganization(ctx context.Context) error {
	if c.OrganizationID != "" || c.OrganizationName == "" {
		return nil
	}
	client, err := c.Anypoint()
	if err != nil {
		return err
	}
	me, err := client.Me(ctx)
	if err != nil {
		return err
	}
	var ids []string
	for _, o := range me.User.Organizations {
		if o.Name == c.OrganizationName {
			ids = append(ids, o.ID)
		}
	}
	c.OrganizationID, err = onlyOne("ANYPOINT_ORG", "organization", c.OrganizationName, ids)
	return err
}

func (c *Clients) seekEnvironment(ctx context.Context) error {
	if c.OrganizationID == "" {
		return fmt.Errorf("ANYPOINT_ENV is the name %q, and no organization is given whose environment it is. Set ANYPOINT_ORGANIZATION_ID or ANYPOINT_ORG, or give the environment's identifier", c.EnvironmentName)
	}
	client, err := c.Anypoint()
	if err != nil {
		return err
	}
	var ids []string
	for e, err := range client.Environments(c.OrganizationID).All(ctx, nil) {
		if err != nil {
			return err
		}
		if e.Name == c.EnvironmentName {
			ids = append(ids, e.ID)
		}
	}
	c.EnvironmentID, err = onlyOne("ANYPOINT_ENV", "environment", c.EnvironmentName, ids)
	return err
}

func onlyOne(variable, noun, name string, ids []string) (string, error) {
	switch len(ids) {
	case 1:
		return ids[0], nil
	case 0:
		return "", fmt.Errorf("%s is %q, and the credentials see no %s of that name. Check its spelling, or give its identifier", variable, name, noun)
	}
	return "", fmt.Errorf("%s is %q, and there are %d of that name: %s. Give the identifier of one of them", variable, name, len(ids), strings.Join(ids, ", "))
}

var errNoClients = errors.New("the provider is not configured; this is a defect of the provider, please report it")
