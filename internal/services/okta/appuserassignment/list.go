package appuserassignment

import (
	"github.com/hashicorp/terraform-plugin-framework/list"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
)

// NewListResource lists the users who are assigned to one app by themselves.
func NewListResource() list.ListResource {
	return kind.List(
		"The users with an assignment of their own to one Okta app; those whom a group brings are left out.",
		"Only users whose name in the app or e-mail address begins with this text. Default: all.",
		okta.AppUser.Own,
		func(u okta.AppUser) string {
			if u.Credentials != nil && u.Credentials.UserName != "" {
				return u.Credentials.UserName
			}
			return u.ID
		},
	)
}
