package anypoint

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// The states of a contract.
const (
	ContractPending  = "PENDING"
	ContractApproved = "APPROVED"
	ContractRejected = "REJECTED"
	ContractRevoked  = "REVOKED"
)

// Contract lets a client application use an API instance.
type Contract struct {
	ID            ID     `json:"id"`
	Status        string `json:"status"`
	ApplicationID ID     `json:"applicationId"`
	// TierID is the service level that counts, RequestedTierID one that waits
	// for approval. API Manager shows their ids, Exchange the tiers.
	TierID          ID       `json:"tierId"`
	Tier            *TierRef `json:"tier"`
	RequestedTierID ID       `json:"requestedTierId"`
	RequestedTier   *TierRef `json:"requestedTier"`
	// Application is in API Manager's answers.
	Application *struct {
		Name         string `json:"name"`
		ClientSecret string `json:"clientSecret"`
	} `json:"application"`
	// ClientSecret is in Exchange's answer to a creation, wanted or not.
	ClientSecret string `json:"clientSecret"`
}

// TierRef is a service level within a contract.
type TierRef struct {
	ID ID `json:"id"`
}

// Tiers are the id of the tier that counts and of the one that waits.
func (c Contract) Tiers() (current, requested string) {
	if c.Tier != nil {
		c.TierID = c.Tier.ID
	}
	if c.RequestedTier != nil {
		c.RequestedTierID = c.RequestedTier.ID
	}
	return string(c.TierID), string(c.RequestedTierID)
}

// UnmarshalJSON implements json.Unmarshaler. API Manager documents a list with
// one item as the answer to the get of one contract: both forms are read.
func (c *Contract) UnmarshalJSON(raw []byte) error {
	type plain Contract
	var one struct {
		plain
		Contracts []plain `json:"contracts"`
	}
	if err := json.NewDecoder(bytes.NewReader(raw)).Decode(&one); err != nil {
		return err
	}
	*c = Contract(one.plain)
	if c.ID == "" && len(one.Contracts) == 1 {
		*c = Contract(one.Contracts[0])
	}
	return nil
}

const contractsPath = "/organizations/{organizationId}/environments/{environmentId}/apis/{environmentApiId}/contracts"

// Contracts are the contracts of one API instance, as its owner sees them.
func (c *Client) Contracts(organizationID, environmentID, apiInstanceID string) *rest.Collection[Contract] {
	return &rest.Collection[Contract]{
		Client: c.Client, Noun: "contract",
		Path: rest.P("/apimanager/api/v1"+contractsPath, organizationID, environmentID, apiInstanceID), Item: "/{contractId}",
		List: url.Values{"limit": {"100"}, "offset": {"0"}}, Pager: rest.OffsetLimit("contracts"),
		ID:        func(k Contract) string { return string(k.ID) },
		ReadAhead: true, Few: true,
	}
}

// ContractAction changes the state of a contract as the API's owner: approve,
// reject, revoke or restore. The answer is the whole contract.
func (c *Client) ContractAction(ctx context.Context, organizationID, environmentID, apiInstanceID, contractID, action string) (Contract, error) {
	return rest.Do[Contract](ctx, c.Client, rest.Request{
		Operation: fmt.Sprintf("%s the contract %q", action, contractID), Method: http.MethodPost,
		Path: rest.P("/apimanager/xapi/v1"+contractsPath+"/{contractId}/"+action, organizationID, environmentID, apiInstanceID, contractID),
		Body: struct{}{},
	})
}

// ContractRequest is a consumer's request for a contract in Exchange.
type ContractRequest struct {
	AcceptedTerms   bool   `json:"acceptedTerms"`
	InstanceType    string `json:"instanceType"`
	APIID           string `json:"apiId"` // a text, unlike elsewhere
	EnvironmentID   string `json:"environmentId"`
	OrganizationID  string `json:"organizationId"`
	GroupID         string `json:"groupId"`
	AssetID         string `json:"assetId"`
	Version         string `json:"version"`
	VersionGroup    string `json:"versionGroup"`
	RequestedTierID *ID    `json:"requestedTierId,omitempty"`
}

// RequestContract is the request for a contract of an application with an API
// instance.
func (c *Client) RequestContract(applicationID string, api APIInstance, tier *ID) rest.Request {
	return rest.Request{
		Path: rest.P(applicationsPath+"/{applicationId}/contracts", api.MasterOrganizationID, applicationID),
		Body: ContractRequest{
			AcceptedTerms: true, InstanceType: "api", APIID: string(api.ID), EnvironmentID: api.EnvironmentID, OrganizationID: api.OrganizationID,
			GroupID: api.GroupID, AssetID: api.AssetID, Version: api.AssetVersion, VersionGroup: api.ProductVersion, RequestedTierID: tier,
		},
	}
}
