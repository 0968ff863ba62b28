/** What somebody may be (R3.4); the table's CHECK `role_grant_role` lists the same. */
export const roles = ['administrator', 'locationManager', 'clerk', 'agent', 'supervisor', 'client'] as const;
export type Role = (typeof roles)[number];

/** A role for a location and all below it; null: everywhere. */
export type RoleGrant = { readonly role: Role; readonly locationId: string | null };
